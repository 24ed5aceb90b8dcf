import { checkBatch } from './check-batch';
import type { TrajectoryBatch } from './trajectory-batch';

/**
 * Environment steps in the batch, Σ_n length_n.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { timesteps } from '@sgmrl/rollouts';
 * const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
 * // Two trajectories of at most two steps; the second ended after one.
 * const batch = { trajectories: 2, steps: 2, observations: column([0, 1, 0, 0]), actions: column([1, 0, 1, 0]),
 *   rewards: [1, 2, 4, 0], mask: [1, 1, 1, 0], lengths: [2, 1] };
 * strictEqual(timesteps(batch), 3);
 * ```
 */
export const timesteps = (batch: TrajectoryBatch): number => {
  checkBatch(batch);
  return batch.lengths.reduce((total, length) => total + length, 0);
};
