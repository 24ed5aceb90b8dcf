import type { Eq } from 'fp-ts/lib/Eq.js';
import type { Group } from 'fp-ts/lib/Group.js';
import { add, negate } from './arithmetic';
import { zeros } from './vector';
import type { Vector } from './vector';

const sameEntry = (a: number, b: number): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b));

/**
 * Whether x and y have the same dimension and the same entries, with −0 = 0 and NaN = NaN (so that
 * equality is reflexive).
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { equals } from '@sgmrl/vector';
 * strictEqual(equals([1, 2], Float64Array.of(1, 2)), true);
 * strictEqual(equals([1, 2], [1, 2, 0]), false);
 * ```
 */
export const equals = (x: Vector, y: Vector): boolean => {
  if (x.length !== y.length) return false;
  for (let i = 0; i < x.length; i++) if (!sameEntry(x[i], y[i])) return false;
  return true;
};

/**
 * The fp-ts `Eq` of {@link equals}.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import * as A from 'fp-ts/lib/ReadonlyArray.js';
 * import { eqVector } from '@sgmrl/vector';
 * strictEqual(A.getEq(eqVector).equals([[1], [2]], [[1], [2]]), true);
 * ```
 */
export const eqVector: Eq<Vector> = { equals };

/**
 * The additive group of R^d as an fp-ts `Group`: `concat` is {@link add}, `empty` the zero vector,
 * `inverse` {@link negate}. On floats the laws hold up to rounding, on integers below 2^53 exactly.
 *
 * @throws RangeError unless `dimension` is an integer ≥ 0.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { concatAll } from 'fp-ts/lib/Monoid.js';
 * import { additiveGroup } from '@sgmrl/vector';
 * const total = concatAll(additiveGroup(2))([[1, 2], [3, 4]]);
 * deepStrictEqual(Array.from(total), [4, 6]);
 * ```
 */
export const additiveGroup = (dimension: number): Group<Vector> => ({
  concat: add,
  empty: zeros(dimension),
  inverse: negate,
});
