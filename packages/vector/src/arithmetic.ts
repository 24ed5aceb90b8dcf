import { checkSameDimension } from './check';
import { map } from './vector';
import type { Vector } from './vector';

/**
 * f applied to every pair of entries: (f(x_0, y_0), …, f(x_{d−1}, y_{d−1})).
 *
 * @throws RangeError if the dimensions differ.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { zipWith } from '@sgmrl/vector';
 * deepStrictEqual([...zipWith([1, 5], [3, 4], Math.max)], [3, 5]);
 * ```
 */
export const zipWith = (x: Vector, y: Vector, f: (a: number, b: number) => number): Float64Array => {
  checkSameDimension('zipWith', x, y);
  const result = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) result[i] = f(x[i], y[i]);
  return result;
};

/**
 * a·x + y.
 *
 * @throws RangeError if the dimensions differ.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { axpy } from '@sgmrl/vector';
 * deepStrictEqual([...axpy(2, [1, 2], [10, 10])], [12, 14]);
 * ```
 */
export const axpy = (a: number, x: Vector, y: Vector): Float64Array => {
  checkSameDimension('axpy', x, y);
  const result = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) result[i] = a * x[i] + y[i];
  return result;
};

/**
 * x + y.
 *
 * @throws RangeError if the dimensions differ.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { add } from '@sgmrl/vector';
 * deepStrictEqual([...add([1, 2], [3, 4])], [4, 6]);
 * ```
 */
export const add = (x: Vector, y: Vector): Float64Array => {
  checkSameDimension('add', x, y);
  const result = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) result[i] = x[i] + y[i];
  return result;
};

/**
 * x − y.
 *
 * @throws RangeError if the dimensions differ.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { subtract } from '@sgmrl/vector';
 * deepStrictEqual([...subtract([3, 4], [1, 2])], [2, 2]);
 * ```
 */
export const subtract = (x: Vector, y: Vector): Float64Array => {
  checkSameDimension('subtract', x, y);
  const result = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) result[i] = x[i] - y[i];
  return result;
};

/**
 * c·x.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { scale } from '@sgmrl/vector';
 * deepStrictEqual([...scale(2, [1, 2])], [2, 4]);
 * ```
 */
export const scale = (c: number, x: Vector): Float64Array => map(x, (entry) => c * entry);

/**
 * −x.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { negate } from '@sgmrl/vector';
 * deepStrictEqual([...negate([1, -2])], [-1, 2]);
 * ```
 */
export const negate = (x: Vector): Float64Array => map(x, (entry) => -entry);
