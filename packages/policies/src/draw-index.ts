import type { Vector } from '@sgmrl/vector';

/**
 * The quantile of the probabilities p_start … p_{start+size−1} at u ∈ [0, 1): the first index i (counted from
 * `start`) with p_0 + … + p_i > u. Never an index of probability zero; where rounding leaves the sum below u, the
 * last possible one. Probabilities that are not numbers give the index 0: their log-probability tells.
 */
export const drawIndex = (probabilities: Vector, start: number, size: number, u: number): number => {
  let cumulative = 0;
  let lastPossible = 0;
  for (let i = 0; i < size; i += 1) {
    const p = probabilities[start + i];
    if (p > 0) {
      cumulative += p;
      lastPossible = i;
      if (cumulative > u) return i;
    }
  }
  return lastPossible;
};
