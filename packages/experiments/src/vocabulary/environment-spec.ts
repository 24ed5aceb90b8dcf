import { byKind, record } from '@sgmrl/codecs';
import {
  EnvironmentSpec as LightSpec,
  environmentKinds,
  fromSpec,
  spaceWithFeatures,
  taskAware,
  type SomeTaskDistribution,
  type Space,
} from '@sgmrl/environments';
import {
  MujocoSpec,
  fromMujocoSpec,
  isMujocoSpec,
  loadMujoco,
  mujocoKinds,
  mujocoSizes,
  type MujocoError,
} from '@sgmrl/environments-mujoco';
import { key } from '@sgmrl/prng';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import * as t from 'io-ts';

/** Tasks whose observations do not tell them. */
type TasksSpec = LightSpec | MujocoSpec;

const TasksSpec: t.Type<TasksSpec> = byKind<TasksSpec>('environment', {
  ...Object.fromEntries(environmentKinds.map((kind) => [kind, LightSpec])),
  ...Object.fromEntries(mujocoKinds.map((kind) => [kind, MujocoSpec])),
});

/** The tasks of another spec, with observations that tell the task: `taskAware` of `@sgmrl/environments`. */
export interface TaskAwareSpec {
  readonly kind: 'task-aware';
  readonly environment: TasksSpec;
}

/** The tasks of a run as plain data, told apart by `kind`. */
export type EnvironmentSpec = TasksSpec | TaskAwareSpec;

/** Codec of an {@link EnvironmentSpec}. */
export const EnvironmentSpec: t.Type<EnvironmentSpec> = byKind<EnvironmentSpec>('environment', {
  ...Object.fromEntries([...environmentKinds, ...mujocoKinds].map((kind) => [kind, TasksSpec])),
  'task-aware': record('task-aware environment', {
    kind: t.literal('task-aware'),
    environment: TasksSpec,
  }),
});

/** What is known of tasks before anything is loaded. */
export interface EnvironmentSizes {
  readonly observations: Space;
  readonly actions: Space;
  readonly horizon: number;
}

const sizesAndFeatures = (spec: TasksSpec): EnvironmentSizes & { readonly features: number } => {
  if (isMujocoSpec(spec)) {
    const { observationSpace, actionSpace, features } = mujocoSizes(spec);
    return { observations: observationSpace, actions: actionSpace, horizon: spec.horizon, features };
  }
  return fromSpec(spec)(({ observationSpace, actionSpace, horizon, features, sample }) => ({
    observations: observationSpace,
    actions: actionSpace,
    horizon,
    features: features(sample(key(0))).length,
  }));
};

/** The spaces and the horizon of the tasks that a valid spec describes. */
export const environmentSizes = (spec: EnvironmentSpec): EnvironmentSizes => {
  if (spec.kind !== 'task-aware') return sizesAndFeatures(spec);
  const { observations, features, ...others } = sizesAndFeatures(spec.environment);
  return { ...others, observations: spaceWithFeatures(observations, features) };
};

/**
 * The task distribution that a valid spec describes. MuJoCo is loaded for those that need it, and for no other.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { bernoulliBanditDefault } from '@sgmrl/environments';
 * import { loadTasks } from '@sgmrl/experiments';
 * const loaded = await loadTasks({ kind: 'task-aware', environment: bernoulliBanditDefault })();
 * if (loaded._tag === 'Left') throw new Error(loaded.left.message);
 * // A bandit has one state; an oracle observes it and what each of its five arms pays.
 * loaded.right(({ observationSpace }) => {
 *   strictEqual(observationSpace.kind === 'box' && observationSpace.low.length, 1 + 5);
 * });
 * ```
 */
export const loadTasks = (spec: EnvironmentSpec): TE.TaskEither<MujocoError, SomeTaskDistribution> => {
  if (spec.kind === 'task-aware') {
    return pipe(
      loadTasks(spec.environment),
      TE.map((tasks) => (use) => tasks((distribution) => use(taskAware(distribution)))),
    );
  }
  return isMujocoSpec(spec)
    ? pipe(loadMujoco, TE.chainEitherK(fromMujocoSpec(spec)))
    : TE.right(fromSpec(spec));
};
