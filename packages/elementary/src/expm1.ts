import { polynomial } from './polynomial';
import { highWord, ln2, twoTo } from './words';

/** Of 6/r·((eʳ + 1)/(eʳ − 1) − 2/r) over r²/2, for |r| up to ½ ln 2; error below 2⁻⁶¹. */
const coefficients = [
  1, -0.03333333333333313, 0.0015873015872548146, -0.0000793650757867488, 0.000004008217827329362,
  -2.0109921818362437e-7,
];

/** k, so that x − k ln 2 is small. */
const halvings = (x: number): number => {
  const size = Math.abs(x);
  if (size <= 0.34657359027997264) return 0;
  if (size < 1.0397207708399179) return Math.sign(x);
  return Math.trunc(1.4426950408889634 * x + Math.sign(x) / 2);
};

/** 2^k(1 + r − e) − 1, the terms added in the order that loses least. */
const scaled = (r: number, e: number, k: number): number => {
  if (k === -1) return 0.5 * (r - e) - 0.5;
  if (k === 1) return r < -0.25 ? -2 * (e - (r + 0.5)) : 1 + 2 * (r - e);
  if (k <= -2 || k > 56) {
    const y = 1 - (e - r);
    return (k === 1024 ? y * 2 * twoTo(1023) : y * twoTo(k)) - 1;
  }
  return k < 20 ? (1 - twoTo(-k) - (e - r)) * twoTo(k) : (r - (e + twoTo(-k)) + 1) * twoTo(k);
};

/**
 * eˣ − 1, less than one unit in the last place off also where x is small.
 *
 * Source: fdlibm's s_expm1.c, as in FreeBSD and V8.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { expm1 } from '@sgmrl/elementary';
 * deepStrictEqual([0, 1e-20, -Infinity].map(expm1), [0, 1e-20, -1]);
 * ```
 */
export const expm1 = (x: number): number => {
  if (Number.isNaN(x)) return x;
  if (x > 709.782712893384) return Infinity;
  if (x <= -38.816242111356935) return -1;
  if ((highWord(x) & 0x7fff_ffff) < 0x3c90_0000) return x;
  const k = halvings(x);
  const [high, low] = [x - k * ln2.high, k * ln2.low];
  const r = high - low;
  const half = 0.5 * r;
  const z = r * half;
  const r1 = polynomial(z, coefficients);
  const t = 3 - r1 * half;
  const e = z * ((r1 - t) / (6 - r * t));
  if (k === 0) return r - (r * e - z);
  const c = high - r - low;
  return scaled(r, r * (e - c) - c - z, k);
};
