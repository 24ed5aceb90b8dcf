/**
 * The quantile of a piece of a row of weights, w_start … w_{start+size−1}: the first index i
 * (counted from `start`) with w_0 + … + w_i > threshold. With threshold u·Σw and u ~ U[0, 1) it is
 * a draw of index i with probability w_i / Σw. Never an index of weight zero; where rounding leaves
 * the sum below the threshold, the last index of positive weight. Where no weight is positive, as
 * where none is a number, no index is drawn: NaN.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { quantileIndex } from '@sgmrl/prng';
 * const rows = [0.5, 0.5, 0.25, 0.75]; // two distributions over {0, 1}
 * deepStrictEqual([quantileIndex(rows, 0, 2, 0.3), quantileIndex(rows, 2, 2, 0.3)], [0, 1]);
 * ```
 */
export const quantileIndex = (
  weights: ArrayLike<number>,
  start: number,
  size: number,
  threshold: number,
): number => {
  let cumulative = 0;
  let lastPossible = -1;
  for (let i = 0; i < size; i += 1) {
    const w = weights[start + i];
    if (w > 0) {
      cumulative += w;
      lastPossible = i;
      if (cumulative > threshold) return i;
    }
  }
  return lastPossible < 0 ? NaN : lastPossible;
};
