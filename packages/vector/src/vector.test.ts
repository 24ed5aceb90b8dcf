import * as fc from 'fast-check';
import { integer, vectors } from './testing/arbitraries';
import { map, zeros } from './vector';

it('zeros has d zeros and refuses what is not a count', () => {
  expect(zeros(0)).toEqual(new Float64Array([]));
  expect(zeros(3)).toEqual(Float64Array.of(0, 0, 0));
  expect(() => zeros(-1)).toThrow('zeros: expected an integer ≥ 0, found -1');
});

it('map is Array.map, in a fresh Float64Array', () => {
  fc.assert(
    fc.property(vectors(1, integer), ([x]) => {
      const mapped = map(x, (entry) => entry * entry);
      expect(Array.from(mapped)).toEqual(Array.from(x).map((entry) => entry * entry));
      expect(mapped).toBeInstanceOf(Float64Array);
      expect(mapped).not.toBe(x);
    }),
  );
});
