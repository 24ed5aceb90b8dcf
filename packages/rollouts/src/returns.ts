import type { Vector } from '@sgmrl/vector';
import { checkBatch, checkPerRow } from './check-batch';
import { checkDiscount } from './check-discount';
import { checkShare } from './check-share';
import type { TrajectoryBatch } from './trajectory-batch';

/**
 * Σ_h γ^h r_h of each trajectory, in R^N; γ = 1 gives undiscounted returns.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { returns } from '@sgmrl/rollouts';
 * const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
 * const batch = { trajectories: 2, steps: 2, observations: column([0, 1, 0, 0]), actions: column([1, 0, 1, 0]),
 *   rewards: [1, 2, 4, 0], mask: [1, 1, 1, 0], lengths: [2, 1] };
 * deepStrictEqual([...returns(batch, 0.5)], [2, 4]); // 1 + ½·2 and 4
 * ```
 */
export const returns = (batch: TrajectoryBatch, discount: number): Float64Array => {
  checkBatch(batch);
  checkDiscount(discount);
  const totals = new Float64Array(batch.trajectories);
  for (let n = 0; n < batch.trajectories; n++) {
    // Backwards (Horner), so that a return equals the first reward-to-go to the bit.
    for (let h = batch.lengths[n] - 1; h >= 0; h--) {
      totals[n] = batch.rewards[n * batch.steps + h] + discount * totals[n];
    }
  }
  return totals;
};

/**
 * Ĵ(D) = (1/N) Σ_τ Σ_h γ^h r_h, an unbiased estimate of J.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { meanReturn } from '@sgmrl/rollouts';
 * const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
 * const batch = { trajectories: 2, steps: 2, observations: column([0, 1, 0, 0]), actions: column([1, 0, 1, 0]),
 *   rewards: [1, 2, 4, 0], mask: [1, 1, 1, 0], lengths: [2, 1] };
 * strictEqual(meanReturn(batch, 0.5), 3); // of 1 + ½·2 and 4
 * ```
 */
export const meanReturn = (batch: TrajectoryBatch, discount: number): number => {
  const totals = returns(batch, discount);
  let sum = 0;
  for (let n = 0; n < totals.length; n++) sum += totals[n];
  return sum / totals.length;
};

/**
 * G_h = Σ_{t≥h} γ^{t−h} x_t for each row, x any per-row quantity: reward-to-go discounted from its
 * own step. Rows past a trajectory's end are zero. The discount may be anything from 0 to 1.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { discountedSums } from '@sgmrl/rollouts';
 * const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
 * const batch = { trajectories: 1, steps: 3, observations: column([0, 0, 0]), actions: column([0, 0, 0]),
 *   rewards: [1, 2, 4], mask: [1, 1, 1], lengths: [3] };
 * deepStrictEqual([...discountedSums(batch, batch.rewards, 0.5)], [3, 4, 4]);
 * ```
 */
export const discountedSums = (batch: TrajectoryBatch, x: Vector, discount: number): Float64Array => {
  checkBatch(batch);
  checkPerRow('x', batch, x);
  checkShare('discount', discount);
  const sums = new Float64Array(x.length);
  for (let n = 0; n < batch.trajectories; n++) {
    let sum = 0;
    for (let h = batch.lengths[n] - 1; h >= 0; h--) {
      const row = n * batch.steps + h;
      sum = x[row] + discount * sum;
      sums[row] = sum;
    }
  }
  return sums;
};

/**
 * γ^h r_h for each row: rewards discounted from the start of their trajectory.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { discountedRewards } from '@sgmrl/rollouts';
 * const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
 * const batch = { trajectories: 1, steps: 3, observations: column([0, 0, 0]), actions: column([0, 0, 0]),
 *   rewards: [1, 2, 4], mask: [1, 1, 1], lengths: [3] };
 * deepStrictEqual([...discountedRewards(batch, 0.5)], [1, 1, 1]);
 * ```
 */
export const discountedRewards = (batch: TrajectoryBatch, discount: number): Float64Array => {
  checkBatch(batch);
  checkDiscount(discount);
  const discounted = new Float64Array(batch.rewards.length);
  for (let n = 0; n < batch.trajectories; n++) {
    let factor = 1;
    for (let h = 0; h < batch.lengths[n]; h++) {
      const row = n * batch.steps + h;
      discounted[row] = factor * batch.rewards[row];
      factor *= discount;
    }
  }
  return discounted;
};
