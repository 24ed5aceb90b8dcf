import { byKind, record, type Part } from '@sgmrl/codecs';
import {
  spaceWithFeatures,
  taskAware,
  type EnvironmentRow,
  type EnvironmentSpec,
  type SomeTaskDistribution,
  type Space,
} from '@sgmrl/environments';
import { loadMujoco, type MujocoRow, type MujocoSpec } from '@sgmrl/environments-mujoco';
import { key } from '@sgmrl/prng';
import { pipe } from 'fp-ts/lib/function.js';
import * as RR from 'fp-ts/lib/ReadonlyRecord.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import * as t from 'io-ts';
import type { OwnSpec } from './own-spec';

/** Tasks whose observations do not tell them. */
export type TasksSpec = EnvironmentSpec | MujocoSpec | OwnSpec;

/**
 * The tasks of another spec, with observations that tell the task: `taskAware` of
 * `@sgmrl/environments`.
 */
export interface TaskAwareSpec {
  readonly kind: 'task-aware';
  /** The tasks that are told. */
  readonly environment: TasksSpec;
}

/** The tasks of a run as plain data, built in or a user's own, told apart by `kind`. */
export type AnyEnvironmentSpec = TasksSpec | TaskAwareSpec;

/** The `kind` of a {@link TaskAwareSpec}: no row has this name. */
export const taskAwareKind = 'task-aware';

/**
 * Whether the observations of some tasks tell the task.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { bernoulliBanditDefault } from '@sgmrl/environments';
 * import { isTaskAware } from '@sgmrl/experiments';
 * const told = { kind: 'task-aware', environment: bernoulliBanditDefault } as const;
 * deepStrictEqual([isTaskAware(told), isTaskAware(bernoulliBanditDefault)], [true, false]);
 * ```
 */
export const isTaskAware = (spec: AnyEnvironmentSpec): spec is TaskAwareSpec => spec.kind === taskAwareKind;

/** What is known of tasks before anything is loaded. */
export interface EnvironmentSizes {
  /** Where observations lie. */
  readonly observations: Space;
  /** Where actions lie. */
  readonly actions: Space;
  /** H, the most steps of a trajectory. */
  readonly horizon: number;
}

/** With how many numbers tell a task. */
type SizesAndFeatures = EnvironmentSizes & {
  /** How many, from 0. */
  readonly features: number;
};

/** An environment of a vocabulary, wherever its physics come from. */
export interface TasksRow {
  /** Codec of its specs, `kind` included. */
  readonly spec: Part<TasksSpec>;
  /** Settings to begin with. */
  readonly default: TasksSpec;
  /** What it is, in a sentence. */
  readonly about: string;
  /** Known before anything is loaded. */
  readonly sizes: (spec: TasksSpec) => SizesAndFeatures;
  /** The tasks of a spec; Left says why they cannot be had. */
  readonly load: (spec: TasksSpec) => TE.TaskEither<
    {
      /** For a person. */
      readonly message: string;
    },
    SomeTaskDistribution
  >;
}

/** Environments by the `kind` of their specs. */
export type Environments = Readonly<Record<string, TasksRow>>;

const sizesOf = (tasks: SomeTaskDistribution): SizesAndFeatures =>
  tasks(({ observationSpace, actionSpace, horizon, features, sample }) => ({
    observations: observationSpace,
    actions: actionSpace,
    horizon,
    features: features(sample(key(0))).length,
  }));

/** An environment that needs nothing loaded. */
export const readyTasks = ({ tasks, ...row }: EnvironmentRow<TasksSpec>): TasksRow => ({
  ...row,
  sizes: (spec) => sizesOf(tasks(spec)),
  load: (spec) => TE.fromIO(() => tasks(spec)),
});

/** An environment on MuJoCo, which is loaded for those that need it, and for no other. */
export const mujocoTasks = ({ sizes, tasks, ...row }: MujocoRow<MujocoSpec>): TasksRow => ({
  ...row,
  sizes: (spec) => {
    const { observationSpace, actionSpace, horizon, features } = sizes(spec);
    return { observations: observationSpace, actions: actionSpace, horizon, features };
  },
  load: (spec) => pipe(loadMujoco, TE.chainEitherK(tasks(spec))),
});

/**
 * Codec of {@link AnyEnvironmentSpec} of some environments.
 */
export const environmentCodec = (environments: Environments): t.Type<AnyEnvironmentSpec> => {
  const specs: Readonly<Record<string, Part<AnyEnvironmentSpec>>> = pipe(
    environments,
    RR.map(({ spec }) => spec),
  );
  return byKind<AnyEnvironmentSpec>('environment', {
    ...specs,
    [taskAwareKind]: record('task-aware environment', {
      kind: t.literal(taskAwareKind),
      environment: byKind<TasksSpec>('environment', RR.map(({ spec }: TasksRow) => spec)(environments)),
    }),
  });
};

/** The row of a spec that is decoded; a RangeError if there is none. */
const rowOf = (environments: Environments, { kind }: TasksSpec): TasksRow => {
  if (Object.hasOwn(environments, kind)) return environments[kind];
  throw new RangeError(
    `environment: expected one of ${Object.keys(environments).join(', ')}, found ${JSON.stringify(kind)}`,
  );
};

/** The spaces and the horizon of the tasks that a valid spec describes. */
export const environmentSizes =
  (environments: Environments) =>
  (spec: AnyEnvironmentSpec): EnvironmentSizes => {
    if (!isTaskAware(spec)) return rowOf(environments, spec).sizes(spec);
    const { environment } = spec;
    const { observations, features, ...others } = rowOf(environments, environment).sizes(environment);
    return { ...others, observations: spaceWithFeatures(observations, features) };
  };

/** The task distribution that a valid spec describes. */
export const loadTasksOf =
  (environments: Environments) =>
  (spec: AnyEnvironmentSpec): TE.TaskEither<{ readonly message: string }, SomeTaskDistribution> =>
    isTaskAware(spec)
      ? pipe(
          loadTasksOf(environments)(spec.environment),
          TE.map((tasks) => (use) => tasks((distribution) => use(taskAware(distribution)))),
        )
      : rowOf(environments, spec).load(spec);
