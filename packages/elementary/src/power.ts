/** A number as the unevaluated sum of two: twice the digits of one. */
type Double = readonly [high: number, low: number];

/**
 * The rounding error of a·b, exactly unless something overflows or underflows (Veltkamp, Dekker).
 */
const productError = (a: number, b: number, product: number): number => {
  const [aHigh, aLow] = halves(a);
  const [bHigh, bLow] = halves(b);
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
};

/** a = high + low, each of 26 bits. */
const halves = (a: number): Double => {
  const large = 0x800_0001 * a;
  const high = large - (large - a);
  return [high, a - high];
};

const times = ([a, aRest]: Double, [b, bRest]: Double): Double => {
  const product = a * b;
  const rest = productError(a, b, product) + (a * bRest + aRest * b);
  const high = product + rest;
  return [high, rest - (high - product)];
};

/**
 * By squaring, from the first binary digit of the exponent on: no product is larger or smaller than
 * the last.
 */
const bySquaring = <A>(one: A, base: A, exponent: number, multiply: (a: A, b: A) => A): A => {
  let result = one;
  for (const digit of exponent.toString(2)) {
    result = multiply(result, result);
    if (digit === '1') result = multiply(result, base);
  }
  return result;
};

/**
 * baseⁿ for a whole exponent n ≥ 0, computed with twice the digits and rounded once: the nearest
 * number but for the rarest of ties, as long as it is a normal one.
 *
 * @throws RangeError unless the exponent is a whole number from 0 to 2^53 − 1.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { power } from '@sgmrl/elementary';
 * deepStrictEqual([power(3, 0), power(-2, 3), power(10, 22), power(0.5, 2)], [1, -8, 1e22, 0.25]);
 * ```
 */
export const power = (base: number, exponent: number): number => {
  if (!Number.isSafeInteger(exponent) || exponent < 0) {
    throw new RangeError(`power: exponent: expected a whole number from 0, found ${String(exponent)}`);
  }
  const [precise] = bySquaring<Double>([1, 0], [base, 0], exponent, times);
  // Beyond the range of numbers their parts do not add up.
  return Number.isFinite(precise) ? precise : bySquaring(1, base, exponent, (a, b) => a * b);
};
