import { dot } from '@sgmrl/vector';
import { sumsOverTrajectories, type PrefixLevel, type Process } from './prefix-tree';
import { expectedSquares, product } from './second-moments';

/**
 * At [t][u], u ≤ t: E[r̃_t; the first u + 1 steps], whose inner product with x_u is E[r̃_t x_u].
 */
export const rewardsAhead = (
  levels: readonly PrefixLevel[],
  reward: Process,
  probabilities: Process,
): readonly Process[] =>
  reward.map((r, t) => sumsOverTrajectories(levels.slice(0, t + 1), product(r, probabilities[t])));

/**
 * E[⟨r̃_i, x^k_j⟩ ⟨r̃_i, x^l_j⟩] + E[⟨r̃_i, x^k_j⟩ ⟨r̃_j, x^l_i⟩] over independent i ≠ j, K × K.
 * Every x is a martingale, so E[x^k_t x^l_u] is E[x^k_s x^l_s] at the earlier step s of the two,
 * and E[r̃_t x_u] = E[r̃_t x_t] for u ≥ t.
 */
export const pairCovariances = (
  reward: Process,
  ahead: readonly Process[],
  lacks: readonly Process[],
  probabilities: Process,
): Float64Array => {
  const [steps, size] = [reward.length, lacks.length];
  const out = new Float64Array(size * size);
  for (let s = 0; s < steps; s++) {
    // Σ E[r̃_t r̃_u] over the pairs of steps of which s is the earlier one
    let weight = dot(ahead[s][s], reward[s]);
    for (let t = s + 1; t < steps; t++) weight += 2 * dot(ahead[t][s], reward[s]);
    const products = expectedSquares(
      lacks.map((x) => x[s]),
      probabilities[s],
    );
    for (let index = 0; index < out.length; index++) out[index] += weight * products[index];
  }
  const mixed = lacks.map((x) => rewardProducts(ahead, x));
  for (let k = 0; k < size; k++)
    for (let l = 0; l < size; l++) out[k * size + l] += traceOfProduct(mixed[k], mixed[l], steps);
  return out;
};

/** E[r̃_t x_u] of a martingale x, H × H. */
const rewardProducts = (ahead: readonly Process[], x: Process): Float64Array => {
  const steps = x.length;
  const out = new Float64Array(steps * steps);
  for (let t = 0; t < steps; t++)
    for (let u = 0; u < steps; u++) out[t * steps + u] = u > t ? out[t * steps + t] : dot(ahead[t][u], x[u]);
  return out;
};

/** tr XY of square matrices. */
const traceOfProduct = (x: Float64Array, y: Float64Array, size: number): number => {
  let total = 0;
  for (let t = 0; t < size; t++) for (let u = 0; u < size; u++) total += x[t * size + u] * y[u * size + t];
  return total;
};
