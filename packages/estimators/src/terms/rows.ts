import type { TrajectoryBatch } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';

/** Gives every step of trajectory n the number x_n; zero on padding. */
export const spread = ({ trajectories, steps, mask }: TrajectoryBatch, x: Vector): Float64Array => {
  const rows = new Float64Array(mask.length);
  for (let n = 0; n < trajectories; n++)
    for (let row = n * steps; row < (n + 1) * steps; row++) rows[row] = mask[row] * x[n];
  return rows;
};

/** Σ_h x_h of each trajectory. */
export const sumPerTrajectory = ({ trajectories, steps, mask }: TrajectoryBatch, x: Vector): Float64Array => {
  const sums = new Float64Array(trajectories);
  for (let n = 0; n < trajectories; n++)
    for (let row = n * steps; row < (n + 1) * steps; row++) sums[n] += mask[row] * x[row];
  return sums;
};

/**
 * Subtracts from x_h of each trajectory the mean of x_h over the other trajectories that run at
 * step h. What the others did is independent of the trajectory's own actions, so as a baseline of
 * score weights it adds no bias.
 */
export const centreOnOthers = (batch: TrajectoryBatch, x: Vector): Float64Array => {
  const centred = new Float64Array(x.length);
  for (let h = 0; h < batch.steps; h++) {
    let count = 0;
    let sum = 0;
    for (let n = 0; n < batch.trajectories; n++) {
      const row = n * batch.steps + h;
      count += batch.mask[row];
      sum += batch.mask[row] * x[row];
    }
    for (let n = 0; n < batch.trajectories; n++) {
      const row = n * batch.steps + h;
      if (batch.mask[row] === 0) continue;
      centred[row] = count > 1 ? x[row] - (sum - x[row]) / (count - 1) : x[row];
    }
  }
  return centred;
};
