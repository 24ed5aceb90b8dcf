import * as O from 'fp-ts/lib/Option.js';
import type { Option } from 'fp-ts/lib/Option.js';
import { add } from './arithmetic';
import { checkSameDimension } from './check';
import { map } from './vector';
import type { Vector } from './vector';

/**
 * Σ_i x_i, added in index order. The order is part of the contract: equal input gives equal bits.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { total } from '@sgmrl/vector';
 * strictEqual(total([1, 2, 3]), 6);
 * ```
 */
export const total = (x: Vector): number => {
  let total = 0;
  for (let i = 0; i < x.length; i++) total += x[i];
  return total;
};

/**
 * (1/d) Σ_i x_i: {@link total} divided by d.
 *
 * @throws RangeError if x is empty.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { mean } from '@sgmrl/vector';
 * strictEqual(mean([1, 2, 6]), 3);
 * ```
 */
export const mean = (x: Vector): number => {
  if (x.length === 0) throw new RangeError('mean: expected at least one entry, found none');
  return total(x) / x.length;
};

/**
 * ⟨x, y⟩ = Σ_i x_i y_i, added in index order.
 *
 * @throws RangeError if the dimensions differ.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { dot } from '@sgmrl/vector';
 * strictEqual(dot([1, 2], [3, 4]), 11);
 * ```
 */
export const dot = (x: Vector, y: Vector): number => {
  checkSameDimension('dot', x, y);
  let total = 0;
  for (let i = 0; i < x.length; i++) total += x[i] * y[i];
  return total;
};

/**
 * ‖x‖ = √⟨x, x⟩, the Euclidean norm; right also where the squares would overflow or vanish.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { norm } from '@sgmrl/vector';
 * strictEqual(norm([3, 4]), 5);
 * ```
 */
export const norm = (x: Vector): number => {
  const squared = dot(x, x);
  if (squared > 1e-280 && squared < Infinity) return Math.sqrt(squared);
  let largest = 0;
  for (let i = 0; i < x.length; i++) largest = Math.max(largest, Math.abs(x[i]));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  const ratios = map(x, (entry) => entry / largest);
  return largest * Math.sqrt(dot(ratios, ratios));
};

/**
 * Σ_k x^k of a non-empty list of vectors, added in list order: ((x^0 + x^1) + x^2) + … The order is
 * part of the contract: however the parts were computed, their sum has the same bits.
 *
 * @throws RangeError if the list is empty (its dimension is unknown) or the dimensions differ.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { sumOf } from '@sgmrl/vector';
 * deepStrictEqual([...sumOf([[1, 2], [3, 4], [5, 6]])], [9, 12]);
 * ```
 */
export const sumOf = (xs: readonly Vector[]): Float64Array => {
  if (xs.length === 0) throw new RangeError('sumOf: expected at least one vector, found none');
  return xs.slice(1).reduce<Float64Array>(add, Float64Array.from(xs[0]));
};

/**
 * (1/n) Σ_k x^k of a non-empty list of n vectors: {@link sumOf}, each entry divided by n.
 *
 * @throws RangeError if the list is empty or the dimensions differ.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { meanOf } from '@sgmrl/vector';
 * deepStrictEqual([...meanOf([[1, 2], [3, 6]])], [2, 4]);
 * ```
 */
export const meanOf = (xs: readonly Vector[]): Float64Array => map(sumOf(xs), (entry) => entry / xs.length);

/**
 * The index of the first entry that is NaN or infinite, for messages that name it; none if all are
 * finite.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import * as O from 'fp-ts/lib/Option.js';
 * import { firstNonFinite } from '@sgmrl/vector';
 * deepStrictEqual(firstNonFinite([1, NaN, Infinity]), O.some(1));
 * deepStrictEqual(firstNonFinite([1, 2]), O.none);
 * ```
 */
export const firstNonFinite = (x: Vector): Option<number> => {
  for (let i = 0; i < x.length; i++) if (!Number.isFinite(x[i])) return O.some(i);
  return O.none;
};

/**
 * Whether every entry is finite.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { allFinite } from '@sgmrl/vector';
 * strictEqual(allFinite([1, 2]), true);
 * strictEqual(allFinite([1, NaN]), false);
 * ```
 */
export const allFinite = (x: Vector): boolean => O.isNone(firstNonFinite(x));
