import type { Vector } from '@sgmrl/vector';
import type { ObservationMoments } from './observation-moments';
import type { Scales } from './scales';

/** What has been learned: all that adapting to a new task needs beside the problem. */
export interface Learned {
  /** θ_k */
  readonly parameters: Vector;
  /**
   * What scales advantages in the next iteration, where the algorithm takes its scales from the
   * state.
   */
  readonly scales?: Scales;
  /**
   * What normalises observations in the next iteration, where the problem says so. The policy of an
   * iteration is that of θ over observations which they normalise.
   */
  readonly observationMoments?: ObservationMoments;
  /** ρ with inner step sizes α e^ρ, one for each parameter, where they are learned. */
  readonly logStepSizes?: Vector;
}

/**
 * What has been learned, of a state or a job that holds more.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { learnedIn } from '@sgmrl/meta-learning';
 * const state = { parameters: [1, 2], iteration: 7, timesteps: 100 };
 * deepStrictEqual(learnedIn(state), { parameters: [1, 2] });
 * ```
 */
export const learnedIn = ({ parameters, scales, observationMoments, logStepSizes }: Learned): Learned => ({
  parameters,
  ...(scales && { scales }),
  ...(observationMoments && { observationMoments }),
  ...(logStepSizes && { logStepSizes }),
});
