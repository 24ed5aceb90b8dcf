import { blocks } from './bits';
import { checkCount } from './count';
import type { Key } from './key';

/**
 * `n` independent draws of U[0, 1), each a multiple of 2^−53 (all 53 bits random). Entry k does not
 * depend on n.
 *
 * @throws RangeError unless `n` is an integer ≥ 0.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { key, uniform } from '@sgmrl/prng';
 * ok(uniform(key(1), 100).every((u) => 0 <= u && u < 1));
 * ```
 */
export const uniform = (key: Key, n: number): Float64Array => {
  checkCount('uniform', n);
  const words = blocks(key, n);
  const draws = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    draws[k] = ((words[2 * k] >>> 5) * 0x400_0000 + (words[2 * k + 1] >>> 6)) * (Number.EPSILON / 2);
  }
  return draws;
};

/**
 * `n` independent draws of U[low, high], computed as low + (high − low)·u and never outside the
 * closed interval. Entry k does not depend on n.
 *
 * @throws RangeError unless low ≤ high, high − low is finite and `n` is an integer ≥ 0.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { key, uniformBetween } from '@sgmrl/prng';
 * ok(uniformBetween(key(1), -0.5, 0.5, 100).every((x) => Math.abs(x) <= 0.5));
 * ```
 */
export const uniformBetween = (key: Key, low: number, high: number, n: number): Float64Array => {
  const width = high - low;
  if (!(width >= 0 && width < Infinity)) {
    throw new RangeError(
      `uniformBetween: expected low ≤ high with a finite distance, found low ${String(low)} and high ${String(high)}`,
    );
  }
  // u ≤ 1 − 2^−53 keeps the rounded width·u at or below the exact high − low, so no draw passes
  // `high`.
  return uniform(key, n).map((u) => low + width * u);
};
