import { exp, expm1 } from '@sgmrl/elementary';
import { timesteps, type TrajectoryBatch } from '@sgmrl/rollouts';
import { map, subtract, zipWith, type Vector } from '@sgmrl/vector';

/** log ρ = log π(a|s; θ′) − log π(a|s; θ) on every row; zero on padding. */
export const logRatios = ({ mask }: TrajectoryBatch, before: Vector, after: Vector): Float64Array =>
  zipWith(mask, subtract(after, before), (running, difference) => (running === 1 ? difference : 0));

/**
 * How far a ratio may count: the gain of a row with weight g is the lesser of gρ and g clip(ρ, 1 −
 * ε, 1 + ε), less g.
 */
const counts = (weight: number, excess: number, clip: number): boolean =>
  weight > 0 ? excess <= clip : excess >= -clip;

/** Σ_rows min(gρ, g clip(ρ, 1 − ε, 1 + ε)) − g, with ε = `clip`, which may be infinite. */
export const clippedGain = (weights: Vector, logRatio: Vector, clip: number): number => {
  let total = 0;
  for (let row = 0; row < logRatio.length; row++) {
    const excess = expm1(logRatio[row]);
    const weight = weights[row];
    if (weight === 0) continue;
    total += weight * (counts(weight, excess, clip) ? excess : Math.sign(excess) * clip);
  }
  return total;
};

/**
 * What multiplies ∇log π in the gradient of {@link clippedGain}: gρ where the ratio counts, else
 * zero.
 */
export const gainSlopes = (weights: Vector, logRatio: Vector, clip: number): Float64Array =>
  zipWith(weights, logRatio, (weight, log) =>
    weight !== 0 && counts(weight, expm1(log), clip) ? weight * exp(log) : 0,
  );

/**
 * The mean over time steps of ρ − 1 − log ρ: no term is negative, and the expectation under the
 * policy that drew the batch is the divergence KL(π_θ ‖ π_θ′).
 */
export const divergence = (batch: TrajectoryBatch, logRatio: Vector): number => {
  let total = 0;
  for (let row = 0; row < logRatio.length; row++) total += expm1(logRatio[row]) - logRatio[row];
  return total / timesteps(batch);
};

/** What multiplies ∇log π in the gradient of {@link divergence}: (ρ − 1) / number of time steps. */
export const divergenceSlopes = (batch: TrajectoryBatch, logRatio: Vector): Float64Array => {
  const share = 1 / timesteps(batch);
  return map(logRatio, (log) => share * expm1(log));
};
