import type { Vector } from '@sgmrl/vector';
import { discountedSums } from './returns';
import type { TrajectoryBatch } from './trajectory-batch';

/**
 * Generalised advantage estimates Â_h = Σ_{t≥h} (γλ)^{t−h} δ_t with δ_t = r_t + γ V(s_{t+1}) − V(s_t) (Schulman et
 * al., arXiv:1506.02438, eq. 16). The value after a trajectory's last step is taken as zero, whether it
 * terminated or was cut: with a finite horizon nothing is earned beyond it. λ = 1 gives reward-to-go minus V.
 *
 * @param values V(s_h) for each row.
 */
export const generalisedAdvantages = (
  batch: TrajectoryBatch,
  values: Vector,
  discount: number,
  lambda: number,
): Float64Array => {
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
