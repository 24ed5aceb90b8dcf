import { blocks } from './bits';
import { checkCount } from './count';
import type { Key } from './key';
import { normalQuantile } from './normal-quantile';

/**
 * The centre (i + ½)·2^−52 of one of 2^52 equal cells of (0, 1); i is the upper 26 bits of each
 * word.
 */
export const cellCentre = (first: number, second: number): number =>
  ((first >>> 6) * 0x400_0000 + (second >>> 6) + 0.5) * Number.EPSILON;

/**
 * `n` independent draws of the standard normal N(0, 1): Φ⁻¹ of the centres (i + ½)·2^−52 of 2^52
 * equal cells of (0, 1), so every draw is finite (|z| < 8.3). Entry k does not depend on n.
 *
 * @throws RangeError unless `n` is an integer ≥ 0.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { key, normal } from '@sgmrl/prng';
 * deepStrictEqual(normal(key(3), 5), normal(key(3), 8).slice(0, 5));
 * ```
 */
export const normal = (key: Key, n: number): Float64Array => {
  checkCount('normal', n);
  const words = blocks(key, n);
  const draws = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    draws[k] = normalQuantile(cellCentre(words[2 * k], words[2 * k + 1]));
  }
  return draws;
};
