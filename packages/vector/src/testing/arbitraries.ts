import * as fc from 'fast-check';
import type { Vector } from '../vector';

/** An entry on which sums and products of a few are exact. */
export const integer = fc.integer({ min: -1000, max: 1000 });

/** A bounded float without NaN. */
export const float = fc.double({ min: -1e3, max: 1e3, noNaN: true });

/** A vector, as an array or as a Float64Array. */
const vectorOf = (dimension: number, entry: fc.Arbitrary<number>): fc.Arbitrary<Vector> =>
  fc
    .tuple(fc.boolean(), fc.array(entry, { minLength: dimension, maxLength: dimension }))
    .map(([typed, entries]) => (typed ? Float64Array.from(entries) : entries));

/** `count` vectors of one dimension between 0 and 8. */
export const vectors = (count: number, entry: fc.Arbitrary<number>): fc.Arbitrary<Vector[]> =>
  fc
    .nat(8)
    .chain((dimension) => fc.array(vectorOf(dimension, entry), { minLength: count, maxLength: count }));
