import * as fc from 'fast-check';
import { additiveGroup, eqVector, equals } from './instances';
import { integer, vectors } from './testing/arbitraries';
import type { Vector } from './vector';

const entry = fc.oneof(integer, fc.constantFrom(NaN, -0, Infinity));

it('eqVector is an equivalence that sees every entry and the dimension', () => {
  fc.assert(
    fc.property(vectors(2, entry), ([x, y]) => {
      expect(eqVector.equals(x, Array.from(x))).toBe(true);
      expect(eqVector.equals(x, y)).toBe(eqVector.equals(y, x));
      expect(eqVector.equals(x, y)).toBe(Array.from(x).every((a, i) => a === y[i] || Object.is(a, y[i])));
      expect(eqVector.equals(x, [...Array.from(x), 0])).toBe(false);
    }),
  );
  expect(equals([0], [-0])).toBe(true);
});

it('additiveGroup satisfies the laws of a group exactly on integers', () => {
  fc.assert(
    fc.property(vectors(3, integer), ([x, y, z]) => {
      const { concat, empty, inverse } = additiveGroup(x.length);
      const same = (a: Vector, b: Vector): void => {
        expect(equals(a, b)).toBe(true);
      };
      same(concat(concat(x, y), z), concat(x, concat(y, z)));
      same(concat(x, empty), x);
      same(concat(empty, x), x);
      same(concat(inverse(x), x), empty);
      same(concat(x, inverse(x)), empty);
    }),
  );
});
