import type { TrajectoryBatch } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';

/** ⟨U(D) − θ, λ⟩ = (α/N) Σ_rows w ⟨∇log π, λ⟩ */
export const moveAlong = (
  stepSize: number,
  { trajectories, steps }: TrajectoryBatch,
  weights: Vector,
  directional: Vector,
): number => (stepSize / trajectories) * sumOfProducts(weights, directional, 0, trajectories * steps);

/** ⟨U(D∖τ_n) − θ, λ⟩, given the weights of the others on the rows of the whole batch D. */
export const moveAlongWithout = (
  stepSize: number,
  { trajectories, steps }: TrajectoryBatch,
  n: number,
  weights: Vector,
  directional: Vector,
): number =>
  (stepSize / (trajectories - 1)) *
  (sumOfProducts(weights, directional, 0, n * steps) +
    sumOfProducts(weights, directional, (n + 1) * steps, trajectories * steps));

const sumOfProducts = (x: Vector, y: Vector, start: number, end: number): number => {
  let sum = 0;
  for (let row = start; row < end; row++) sum += x[row] * y[row];
  return sum;
};
