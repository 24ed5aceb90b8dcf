import { polynomial } from './polynomial';
import { highWord, ln2, withHighWord } from './words';

/** Of (log(1 + f) − 2s)/s over s² with s = f/(2 + f), by even and odd places; error below 2⁻⁵⁸. */
const odd = [0.6666666666666735, 0.2857142874366239, 0.1818357216161805, 0.14798198605116586];
const even = [0.3999999999940942, 0.22222198432149784, 0.15313837699209373];

/** log(2^k (1 + f)) for f so small that three terms are enough. */
const nearPowerOfTwo = (k: number, f: number): number => {
  if (f === 0) return k === 0 ? 0 : k * ln2.high + k * ln2.low;
  const rest = f * f * (0.5 - 0.3333333333333333 * f);
  return k === 0 ? f - rest : k * ln2.high - (rest - k * ln2.low - f);
};

/**
 * The natural logarithm, less than one unit in the last place off; −Infinity at 0, NaN below. With
 * x = 2^k (1 + f), √2/2 < 1 + f < √2, it is k ln 2 + log(1 + f).
 *
 * Source: fdlibm's e_log.c, as in FreeBSD and V8.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { log } from '@sgmrl/elementary';
 * deepStrictEqual([0, 1, 2, Infinity].map(log), [-Infinity, 0, Math.LN2, Infinity]);
 * ```
 */
export const log = (x: number): number => {
  if (x === 0) return -Infinity;
  if (Number.isNaN(x) || x < 0) return NaN;
  if (x === Infinity) return x;
  const subnormal = highWord(x) < 0x10_0000;
  const normal = subnormal ? x * 0x40_0000_0000_0000 : x;
  const high = highWord(normal);
  const fraction = high & 0xf_ffff;
  const halved = (fraction + 0x9_5f64) & 0x10_0000;
  const k = (high >> 20) - 1023 + (halved >> 20) - (subnormal ? 54 : 0);
  const f = withHighWord(normal, fraction | (halved ^ 0x3ff0_0000)) - 1;
  if ((0xf_ffff & (2 + fraction)) < 3) return nearPowerOfTwo(k, f);
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const R = z * polynomial(w, odd) + w * polynomial(w, even);
  if (((fraction - 0x6_147a) | (0x6_b851 - fraction)) > 0) {
    const half = 0.5 * f * f;
    return k === 0 ? f - (half - s * (half + R)) : k * ln2.high - (half - (s * (half + R) + k * ln2.low) - f);
  }
  return k === 0 ? f - s * (f - R) : k * ln2.high - (s * (f - R) - k * ln2.low - f);
};
