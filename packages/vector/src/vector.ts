import { checkCount } from './check';

/**
 * A point of R^d: a read-only sequence of float64 numbers. `Float64Array` and `number[]` both fit,
 * so callers can write `[1, 2, 3]`; every function of this package returns a fresh `Float64Array`.
 */
export type Vector = ArrayLike<number>;

/**
 * The zero vector of R^d.
 *
 * @throws RangeError unless `dimension` is an integer ≥ 0.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { zeros } from '@sgmrl/vector';
 * deepStrictEqual([...zeros(3)], [0, 0, 0]);
 * ```
 */
export const zeros = (dimension: number): Float64Array => {
  checkCount('zeros', dimension);
  return new Float64Array(dimension);
};

/**
 * f applied to every entry: (f(x_0), …, f(x_{d−1})).
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { map } from '@sgmrl/vector';
 * deepStrictEqual([...map([1, 4, 9], Math.sqrt)], [1, 2, 3]);
 * ```
 */
export const map = (x: Vector, f: (entry: number) => number): Float64Array => {
  const result = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) result[i] = f(x[i]);
  return result;
};
