import { polynomial } from './polynomial';
import { highWord, ln2, withHighWord } from './words';

/** Of (log(1 + f) − 2s)/s over s² with s = f/(2 + f); error below 2⁻⁵⁸. */
const coefficients = [
  0.6666666666666735, 0.3999999999940942, 0.2857142874366239, 0.22222198432149784, 0.1818357216161805,
  0.15313837699209373, 0.14798198605116586,
];

/** 1 + x = 2^k (1 + f)(1 + c); c holds what 1 + x rounds off. */
interface Parts {
  readonly k: number;
  readonly f: number;
  readonly c: number;
  /** Whether three terms in f are enough. */
  readonly tiny: boolean;
}

const partsOf = (x: number): Parts => {
  const u = 1 + x;
  const exponent = (highWord(u) >> 20) - 1023;
  const lost = x < 0x20_0000_0000_0000 ? (exponent > 0 ? 1 - (u - x) : x - (u - 1)) / u : 0;
  const fraction = highWord(u) & 0xf_ffff;
  return fraction < 0x6_a09e
    ? { k: exponent, f: withHighWord(u, fraction | 0x3ff0_0000) - 1, c: lost, tiny: fraction === 0 }
    : {
        k: exponent + 1,
        f: withHighWord(u, fraction | 0x3fe0_0000) - 1,
        c: lost,
        tiny: (0x10_0000 - fraction) >> 2 === 0,
      };
};

/** Whether √2/2 < 1 + x < √2, so that k = 0 and f = x; told by the upper 32 bits. */
const needsNoParts = (x: number): boolean =>
  x > 0 ? highWord(x) < 0x3fda_827a : (highWord(x) & 0x7fff_ffff) <= 0x3fd2_bec3;

/**
 * log(1 + x), less than one unit in the last place off also where x is small; −Infinity at −1, NaN
 * below.
 *
 * Source: fdlibm's s_log1p.c, as in FreeBSD and V8.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { log1p } from '@sgmrl/elementary';
 * deepStrictEqual([0, 1e-20, -1, Infinity].map(log1p), [0, 1e-20, -Infinity, Infinity]);
 * ```
 */
export const log1p = (x: number): number => {
  if (x === -1) return -Infinity;
  if (Number.isNaN(x) || x < -1) return NaN;
  if (x === Infinity) return x;
  const size = Math.abs(x);
  if (size < 5.551115123125783e-17) return x;
  if (size < 1.862645149230957e-9) return x - x * x * 0.5;
  const { k, f, c, tiny } = needsNoParts(x) ? { k: 0, f: x, c: 0, tiny: false } : partsOf(x);
  const half = 0.5 * f * f;
  if (tiny) {
    if (f === 0) return k * ln2.high + (c + k * ln2.low);
    const rest = half * (1 - 0.6666666666666666 * f);
    return k === 0 ? f - rest : k * ln2.high - (rest - (k * ln2.low + c) - f);
  }
  const s = f / (2 + f);
  const z = s * s;
  const R = z * polynomial(z, coefficients);
  return k === 0
    ? f - (half - s * (half + R))
    : k * ln2.high - (half - (s * (half + R) + (k * ln2.low + c)) - f);
};
