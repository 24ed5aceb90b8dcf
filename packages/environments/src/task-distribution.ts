import type { Key } from '@sgmrl/prng';
import type { Vector } from '@sgmrl/vector';
import type { Type } from 'io-ts';
import type { Environment } from './environment';
import type { Space } from './space';

/**
 * A distribution p over tasks. A task is plain data with a codec; `environment` turns it into an
 * MDP. All tasks share their spaces and horizon.
 */
export interface TaskDistribution<Task, State> {
  /** What the tasks are called in messages. */
  readonly name: string;
  /** That of every task's environment. */
  readonly observationSpace: Space;
  /** That of every task's environment. */
  readonly actionSpace: Space;
  /** That of every task's environment: the most steps of an episode. */
  readonly horizon: number;
  /** Decodes a task from JSON and encodes it back. */
  readonly task: Type<Task, unknown, unknown>;
  /** A task τ ~ p: the same for the same key. */
  readonly sample: (key: Key) => Task;
  /**
   * What tells one task from another, as finite numbers, of one length for all tasks; see {@link
   * taskAware}.
   */
  readonly features: (task: Task) => Vector;
  /** The MDP of a task. */
  readonly environment: (task: Task) => Environment<State>;
}
