import type { Vector } from '@sgmrl/vector';
import { checkBatch, checkPerRow } from './check-batch';
import { checkDiscount } from './check-discount';
import { checkShare } from './check-share';
import { discountedSums } from './returns';
import type { TrajectoryBatch } from './trajectory-batch';

/**
 * Generalised advantage estimates Â_h = Σ_{t≥h} (γλ)^{t−h} δ_t with δ_t = r_t + γ V(s_{t+1}) −
 * V(s_t) (Schulman et al., arXiv:1506.02438, eq. 16). The value after a trajectory's last step is
 * zero, whether it terminated or was cut: the objective is a sum over H steps, so nothing is earned
 * beyond them. λ = 1 gives reward-to-go minus V.
 *
 * @param values V(s_h) for each row.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { generalisedAdvantages } from '@sgmrl/rollouts';
 * const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
 * const batch = { trajectories: 1, steps: 3, observations: column([0, 0, 0]), actions: column([0, 0, 0]),
 *   rewards: [1, 2, 4], mask: [1, 1, 1], lengths: [3] };
 * const values = [1, 1, 1]; // δ = (1, 2, 3)
 * deepStrictEqual([...generalisedAdvantages(batch, values, 1, 0.5)], [2.75, 3.5, 3]);
 * deepStrictEqual([...generalisedAdvantages(batch, values, 1, 1)], [6, 5, 3]); // reward-to-go minus V
 * ```
 */
export const generalisedAdvantages = (
  batch: TrajectoryBatch,
  values: Vector,
  discount: number,
  lambda: number,
): Float64Array => {
  checkBatch(batch);
  checkPerRow('values', batch, values);
  checkDiscount(discount);
  checkShare('lambda', lambda);
  const residuals = new Float64Array(batch.rewards.length);
  for (let n = 0; n < batch.trajectories; n++) {
    for (let h = 0; h < batch.lengths[n]; h++) {
      const row = n * batch.steps + h;
      const next = h + 1 < batch.lengths[n] ? values[row + 1] : 0;
      residuals[row] = batch.rewards[row] + discount * next - values[row];
    }
  }
  return discountedSums(batch, residuals, discount * lambda);
};
