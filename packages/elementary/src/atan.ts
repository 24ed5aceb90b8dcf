import { polynomial } from './polynomial';
import { highWord } from './words';

/** Of 1 − arctan(x)/x over x², divided by x², by even and odd places. */
const even = [
  0.3333333333333293, 0.14285714272503466, 0.09090887133436507, 0.06661073137387531, 0.049768779946159324,
  0.016285820115365782,
];
const odd = [
  -0.19999999999876483, -0.11111110405462356, -0.0769187620504483, -0.058335701337905735,
  -0.036531572744216916,
];

/** arctan of 1/2, 1, 3/2 and ∞, each in two parts. */
const half = { high: 0.4636476090008061, low: 2.2698777452961687e-17 };
const one = { high: 0.7853981633974483, low: 3.061616997868383e-17 };
const oneAndAHalf = { high: 0.982793723247329, low: 1.3903311031230998e-17 };
const infinite = { high: 1.5707963267948966, low: 6.123233995736766e-17 };

/** arctan x = arctan c + arctan y, y = (x − c)/(1 + cx), for the nearest c. */
const nearest = (x: number, size: number): readonly [typeof half, number] => {
  if (size < 0x3fe6_0000) return [half, (2 * x - 1) / (2 + x)];
  if (size < 0x3ff3_0000) return [one, (x - 1) / (x + 1)];
  return size < 0x4003_8000 ? [oneAndAHalf, (x - 1.5) / (1 + 1.5 * x)] : [infinite, -1 / x];
};

/** y·(1 − arctan(y)/y) */
const correction = (y: number): number => {
  const z = y * y;
  const w = z * z;
  return y * (z * polynomial(w, even) + w * polynomial(w, odd));
};

/**
 * The angle in radians whose tangent is x, between −π/2 and π/2, less than one unit in the last
 * place off.
 *
 * Source: fdlibm's s_atan.c, as in FreeBSD and V8.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { atan } from '@sgmrl/elementary';
 * deepStrictEqual([0, 1, -Infinity].map(atan), [0, Math.PI / 4, -Math.PI / 2]);
 * ```
 */
export const atan = (x: number): number => {
  if (Number.isNaN(x)) return x;
  const size = highWord(x) & 0x7fff_ffff;
  if (size >= 0x4410_0000) return Math.sign(x) * (infinite.high + infinite.low);
  if (size < 0x3e40_0000) return x;
  if (size < 0x3fdc_0000) return x - correction(x);
  const [centre, y] = nearest(Math.abs(x), size);
  return Math.sign(x) * (centre.high - (correction(y) - centre.low - y));
};
