import { polynomial } from './polynomial';
import { highWord, ln2, twoTo } from './words';

/** Of r(eʳ + 1)/(eʳ − 1) − 2 over r², for |r| up to ½ ln 2; error below 2⁻⁵⁹. */
const coefficients = [
  0.16666666666666602, -0.0027777777777015593, 0.00006613756321437934, -0.0000016533902205465252,
  4.1381367970572385e-8,
];

/** y·2^k, where 2^k may be beyond the normal numbers. */
const scaled = (y: number, k: number): number => {
  if (k === 1024) return y * 2 * twoTo(1023);
  return k >= -1021 ? y * twoTo(k) : y * twoTo(k + 1000) * twoTo(-1000);
};

/** k, so that x − k ln 2 is small. */
const halvings = (x: number, size: number): number => {
  if (size <= 0x3fd62e42) return 0;
  if (size < 0x3ff0a2b2) return Math.sign(x);
  return Math.trunc(1.4426950408889634 * x + Math.sign(x) / 2);
};

/**
 * eˣ, less than one unit in the last place off. With x = k ln 2 + r it is 2^k eʳ, and eʳ a rational
 * function of r.
 *
 * Source: fdlibm's e_exp.c, as in FreeBSD and V8.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { exp } from '@sgmrl/elementary';
 * deepStrictEqual([0, 1, -Infinity, 710].map(exp), [1, Math.E, 0, Infinity]);
 * ```
 */
export const exp = (x: number): number => {
  if (Number.isNaN(x)) return x;
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019411) return 0;
  if (x === 1) return Math.E;
  const size = highWord(x) & 0x7fff_ffff;
  if (size < 0x3e30_0000) return 1 + x;
  const k = halvings(x, size);
  const [high, low] = [x - k * ln2.high, k * ln2.low];
  const r = high - low;
  const t = r * r;
  const c = r - t * polynomial(t, coefficients);
  if (k === 0) return 1 - ((r * c) / (c - 2) - r);
  return scaled(1 - (low - (r * c) / (2 - c) - high), k);
};
