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
  readonly name: string;
  readonly observationSpace: Space;
  readonly actionSpace: Space;
  readonly horizon: number;
  /** Decodes a task from JSON and encodes it back. */
  readonly task: Type<Task, unknown, unknown>;
  readonly sample: (key: Key) => Task;
  /**
   * What tells one task from another, as finite numbers, of one length for all tasks; see {@link
   * taskAware}.
   */
  readonly features: (task: Task) => Vector;
  readonly environment: (task: Task) => Environment<State>;
}
