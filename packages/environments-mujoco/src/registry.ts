import { byKind, type Part } from '@sgmrl/codecs';
import {
  checkSpec,
  someTaskDistribution,
  type Kinded,
  type SomeTaskDistribution,
  type TaskDistribution,
} from '@sgmrl/environments';
import * as E from 'fp-ts/lib/Either.js';
import * as RR from 'fp-ts/lib/ReadonlyRecord.js';
import type { Type } from 'io-ts';
import { antSpaces, placedAntSpaces } from './ant';
import { AntDirectionSpec, antDirection, antDirectionDefault } from './ant-direction';
import { AntGoalSpec, antGoal, antGoalDefault } from './ant-goal';
import { scaled, type Spaces } from './controls';
import { halfCheetahSpaces } from './half-cheetah';
import {
  HalfCheetahDirectionSpec,
  halfCheetahDirection,
  halfCheetahDirectionDefault,
} from './half-cheetah-direction';
import {
  HalfCheetahVelocitySpec,
  halfCheetahVelocity,
  halfCheetahVelocityDefault,
} from './half-cheetah-velocity';
import { hopperSpaces } from './hopper';
import { HopperParamsSpec, hopperParams, hopperParamsDefault } from './hopper-params';
import { HopperVelocitySpec, hopperVelocity, hopperVelocityDefault } from './hopper-velocity';
import { hopperModel } from './models/hopper';
import { walker2dModel } from './models/walker2d';
import type { Mujoco, MujocoError } from './mujoco';
import { paramsLength } from './params';
import { swimmerSpaces } from './swimmer';
import { SwimmerVelocitySpec, swimmerVelocity, swimmerVelocityDefault } from './swimmer-velocity';
import { walker2dSpaces } from './walker2d';
import { Walker2dParamsSpec, walker2dParams, walker2dParamsDefault } from './walker2d-params';
import { Walker2dVelocitySpec, walker2dVelocity, walker2dVelocityDefault } from './walker2d-velocity';

/** What is known of an environment without the engine. */
export interface MujocoSizes extends Spaces {
  /** Steps of an episode. */
  readonly horizon: number;
  /** How many numbers tell a task. */
  readonly features: number;
}

/** What every robot's spec says. */
type RobotSpec = Kinded & { readonly actionScale: number; readonly horizon: number };

/** An environment on the engine; its task and state types are its own business. */
export interface MujocoRow<Spec extends Kinded = Kinded> {
  /** Codec of its settings, `kind` included. */
  readonly spec: Part<Spec>;
  /** Settings to begin with. */
  readonly default: Spec;
  /** What it is, in a sentence. */
  readonly about: string;
  /** Known without the engine; a RangeError if the spec is one of another row. */
  readonly sizes: (spec: Kinded) => MujocoSizes;
  /** The tasks of a spec on an engine, Left if that refuses the model; a RangeError as above. */
  readonly tasks: (spec: Kinded) => (mujoco: Mujoco) => E.Either<MujocoError, SomeTaskDistribution>;
}

const row = <Spec extends RobotSpec, Task, State>(
  codec: Type<Spec>,
  start: Spec,
  about: string,
  spaces: Spaces,
  features: number,
  distribution: (spec: Spec) => (mujoco: Mujoco) => E.Either<MujocoError, TaskDistribution<Task, State>>,
): MujocoRow<Spec> => {
  const own = (spec: Kinded): Spec => {
    if (codec.is(spec)) return spec;
    throw new RangeError(`expected a spec of ${start.kind}, found ${JSON.stringify(spec)}`);
  };
  return {
    spec: codec,
    default: start,
    about,
    sizes: (spec) => {
      const { actionScale, horizon } = own(spec);
      return { ...scaled(spaces, actionScale), horizon, features };
    },
    tasks: (spec) => (mujoco) =>
      E.Functor.map(distribution(own(spec))(mujoco), (tasks) => someTaskDistribution(tasks)),
  };
};

/** The environments of this package: adding one adds one row; the key is the `kind` of its spec. */
export const mujocoRows = {
  'half-cheetah-direction': row(
    HalfCheetahDirectionSpec,
    halfCheetahDirectionDefault,
    'a half-cheetah that is to run forward or backward',
    halfCheetahSpaces,
    1,
    halfCheetahDirection,
  ),
  'half-cheetah-velocity': row(
    HalfCheetahVelocitySpec,
    halfCheetahVelocityDefault,
    'a half-cheetah that is to run at a wanted speed',
    halfCheetahSpaces,
    1,
    halfCheetahVelocity,
  ),
  'ant-direction': row(
    AntDirectionSpec,
    antDirectionDefault,
    'an ant that is to run forward or backward',
    antSpaces,
    1,
    antDirection,
  ),
  'ant-goal': row(AntGoalSpec, antGoalDefault, 'an ant that is to reach a goal', placedAntSpaces, 2, antGoal),
  'swimmer-velocity': row(
    SwimmerVelocitySpec,
    swimmerVelocityDefault,
    'a swimmer that is to swim at a wanted speed',
    swimmerSpaces,
    1,
    swimmerVelocity,
  ),
  'walker2d-velocity': row(
    Walker2dVelocitySpec,
    walker2dVelocityDefault,
    'a walker that is to walk at a wanted speed',
    walker2dSpaces,
    1,
    walker2dVelocity,
  ),
  'hopper-velocity': row(
    HopperVelocitySpec,
    hopperVelocityDefault,
    'a hopper that is to hop at a wanted speed',
    hopperSpaces,
    1,
    hopperVelocity,
  ),
  'walker2d-params': row(
    Walker2dParamsSpec,
    walker2dParamsDefault,
    'a walker with masses, dampers and friction of its own',
    walker2dSpaces,
    paramsLength(walker2dModel),
    walker2dParams,
  ),
  'hopper-params': row(
    HopperParamsSpec,
    hopperParamsDefault,
    'a hopper with masses, dampers and friction of its own',
    hopperSpaces,
    paramsLength(hopperModel),
    hopperParams,
  ),
};

/** The specs of the rows, by their kind. */
type Specs = { readonly [K in keyof typeof mujocoRows]: (typeof mujocoRows)[K]['default'] };
const table: { readonly [K in keyof Specs]: MujocoRow<Specs[K]> } = mujocoRows;

/** The name of an environment of this package. */
export type MujocoKind = keyof Specs;

/** A task distribution of this package as plain data, told apart by `kind`. */
export type MujocoSpec = Specs[MujocoKind];

/** Codec of a {@link MujocoSpec}: every field must be there, and no other. */
export const MujocoSpec: Type<MujocoSpec> = byKind<MujocoSpec>(
  'MuJoCo environment',
  RR.map(({ spec }: { readonly spec: Part<MujocoSpec> }) => spec)(mujocoRows),
);

const isKind = (key: string): key is MujocoKind => Object.hasOwn(mujocoRows, key);

/**
 * The names of the environments of this package.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { mujocoKinds } from '@sgmrl/environments-mujoco';
 * ok(mujocoKinds.includes('ant-goal'));
 * ```
 */
export const mujocoKinds: readonly MujocoKind[] = Object.keys(mujocoRows).filter(isKind);

/**
 * Whether a spec is of this package, and needs the engine.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { isMujocoSpec } from '@sgmrl/environments-mujoco';
 * deepStrictEqual([{ kind: 'ant-goal' }, { kind: 'cart-pole' }].map(isMujocoSpec), [true, false]);
 * ```
 */
export const isMujocoSpec = <Spec extends { readonly kind: string }>(
  spec: Spec,
): spec is Spec & { readonly kind: MujocoKind } => isKind(spec.kind);

/** A RangeError unless the spec is valid. */
const rowOf = (spec: MujocoSpec) => {
  checkSpec('environment', MujocoSpec, spec);
  return mujocoRows[spec.kind];
};

/**
 * A complete spec of a kind, to start a configuration from.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { mujocoDefault } from '@sgmrl/environments-mujoco';
 * strictEqual(mujocoDefault('ant-goal').radius, 3);
 * ```
 */
export const mujocoDefault = <K extends MujocoKind>(kind: K): Specs[K] => table[kind].default;

/**
 * What its agents see and do, and how many numbers tell a task: known without the engine.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { vectorLength } from '@sgmrl/environments';
 * import { mujocoDefault, mujocoSizes } from '@sgmrl/environments-mujoco';
 * strictEqual(vectorLength(mujocoSizes(mujocoDefault('half-cheetah-direction')).observationSpace), 17);
 * ```
 */
export const mujocoSizes = (spec: MujocoSpec): MujocoSizes => rowOf(spec).sizes(spec);

/**
 * The task distribution that a spec describes, on an engine.
 *
 * @throws RangeError unless the spec is valid.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import * as TE from 'fp-ts/lib/TaskEither.js';
 * import { fromMujocoSpec, loadMujoco, mujocoDefault } from '@sgmrl/environments-mujoco';
 * const withTasks = await TE.chainEitherK(fromMujocoSpec(mujocoDefault('swimmer-velocity')))(loadMujoco)();
 * if (withTasks._tag === 'Left') throw new Error(withTasks.left.message);
 * strictEqual(withTasks.right(({ horizon }) => horizon), 200);
 * ```
 */
export const fromMujocoSpec = (
  spec: MujocoSpec,
): ((mujoco: Mujoco) => E.Either<MujocoError, SomeTaskDistribution>) => rowOf(spec).tasks(spec);
