import type { TrajectoryBatch } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';
import { sumPerTrajectory } from './rows';

/** ⟨U(D) − θ, λ⟩ = (α/N) Σ_rows w ⟨∇log π, λ⟩ */
export const moveAlong = (
  stepSize: number,
  batch: TrajectoryBatch,
  weights: Vector,
  directional: Vector,
): number => {
  const products = Float64Array.from(weights, (w, row) => w * directional[row]);
  const sums = sumPerTrajectory(batch, products);
  return (stepSize / batch.trajectories) * sums.reduce((total, x) => total + x, 0);
};

/** x without the rows of trajectory n. */
export const withoutBlock = (x: Vector, steps: number, n: number): Float64Array =>
  Float64Array.from({ length: x.length - steps }, (_, row) => x[row < n * steps ? row : row + steps]);
