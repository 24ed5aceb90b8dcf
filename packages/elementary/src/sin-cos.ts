import { polynomial } from './polynomial';
import { reduced } from './reduced';

/** Of (sin x − x)/x³ less its first term, over x². */
const sineCoefficients = [
  0.00833333333332249, -0.0001984126982985795, 0.0000027557313707070068, -2.5050760253406863e-8,
  1.58969099521155e-10,
];

/** Of cos x − 1 + x²/2 over x², divided by x⁴. */
const cosineCoefficients = [
  0.0416666666666666, -0.001388888888887411, 0.00002480158728947673, -2.7557314351390663e-7,
  2.087572321298175e-9, -1.1359647557788195e-11,
];

/** sin(x + y) for |x| up to π/4 and what is left of x beyond a double in y. */
const sineNearZero = (x: number, y: number): number => {
  const z = x * x;
  const v = z * x;
  const r = polynomial(z, sineCoefficients);
  return x - (z * (0.5 * y - v * r) - y - v * -0.16666666666666632);
};

/** cos(x + y) for |x| up to π/4; 1 − x²/2 is rounded once, and the rounding error added again. */
const cosineNearZero = (x: number, y: number): number => {
  const z = x * x;
  const half = 0.5 * z;
  const w = 1 - half;
  return w + (1 - w - half + (z * z * polynomial(z, cosineCoefficients) - x * y));
};

/** sin(x + shift·π/2) */
const shiftedSine = (x: number, shift: number): number => {
  if (!Number.isFinite(x)) return NaN;
  const { quarter, high, low } = reduced(x);
  const turned = (quarter + shift) % 4;
  const value = turned % 2 === 0 ? sineNearZero(high, low) : cosineNearZero(high, low);
  return turned < 2 ? value : -value;
};

/**
 * The sine of an angle in radians, less than one unit in the last place off; NaN where it is not
 * finite.
 *
 * Source: fdlibm's k_sin.c and k_cos.c, as in FreeBSD.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { sin } from '@sgmrl/elementary';
 * deepStrictEqual([0, Math.PI / 2, -Math.PI / 2].map(sin), [0, 1, -1]);
 * ```
 */
export const sin = (x: number): number => (x === 0 ? x : shiftedSine(x, 0));

/**
 * The cosine of an angle in radians, less than one unit in the last place off; NaN where it is not
 * finite.
 *
 * Source: fdlibm's k_sin.c and k_cos.c, as in FreeBSD.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { cos } from '@sgmrl/elementary';
 * deepStrictEqual([0, Math.PI].map(cos), [1, -1]);
 * ```
 */
export const cos = (x: number): number => shiftedSine(x, 1);

/**
 * The tangent of an angle in radians: the sine over the cosine, a few units in the last place
 * off.
 *
 * @example
 * ```ts
 * import { ok, strictEqual } from 'node:assert';
 * import { tan } from '@sgmrl/elementary';
 * strictEqual(tan(0), 0);
 * ok(Math.abs(tan(Math.PI / 4) - 1) < 1e-15);
 * ```
 */
export const tan = (x: number): number => sin(x) / cos(x);
