import { byKind, record } from '@sgmrl/codecs';
import {
  EnvironmentSpec as TasksSpec,
  environmentKinds,
  fromSpec,
  taskAware,
  type SomeTaskDistribution,
} from '@sgmrl/environments';
import * as t from 'io-ts';

/** The tasks of another spec, with observations that tell the task: `taskAware` of `@sgmrl/environments`. */
export interface TaskAwareSpec {
  readonly kind: 'task-aware';
  readonly environment: TasksSpec;
}

/** The tasks of a run as plain data, told apart by `kind`. */
export type EnvironmentSpec = TasksSpec | TaskAwareSpec;

/** Codec of an {@link EnvironmentSpec}. */
export const EnvironmentSpec: t.Type<EnvironmentSpec> = byKind<EnvironmentSpec>('environment', {
  ...Object.fromEntries(environmentKinds.map((kind) => [kind, TasksSpec])),
  'task-aware': record('task-aware environment', {
    kind: t.literal('task-aware'),
    environment: TasksSpec,
  }),
});

/** The task distribution that a valid spec describes. */
export const tasksOf = (spec: EnvironmentSpec): SomeTaskDistribution =>
  spec.kind === 'task-aware'
    ? (use) => fromSpec(spec.environment)((distribution) => use(taskAware(distribution)))
    : fromSpec(spec);
