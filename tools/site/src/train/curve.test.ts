import * as fc from 'fast-check';
import { emptyCurve, extended, vertices } from './curve';

const curveOf = (values: readonly number[]) => values.reduce(extended, emptyCurve);

it('few iterations are drawn one by one, from the first', () => {
  expect(vertices(emptyCurve)).toEqual([]);
  expect(vertices(curveOf([3, Number.NaN, 5]))).toEqual([
    [1, 3],
    [3, 5],
  ]);
});

it('many iterations have no more vertices than columns, each the mean of equally many', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6000 }), fc.constantFrom(1, 0.37), (length, slope) => {
      // The mean of a straight line over some iterations is its value in the middle of them.
      const curve = curveOf(Array.from({ length }, (_, i) => slope * (i + 1)));
      const drawn = vertices(curve);
      expect(drawn.length).toBeLessThanOrEqual(350);
      expect(drawn.length).toBeGreaterThanOrEqual(Math.min(length, 175));
      for (const [iteration, value] of drawn) expect(value).toBeCloseTo(slope * iteration, 8);
      expect([curve.length, curve.last]).toEqual([length, slope * length]);
    }),
    { numRuns: 30 },
  );
});

it('what is no number is left out of the mean of its neighbours', () => {
  const drawn = vertices(curveOf(Array.from({ length: 5000 }, (_, i) => (i % 2 === 0 ? Number.NaN : 7))));
  expect(drawn.length).toBeGreaterThan(100);
  expect(new Set(drawn.map(([, value]) => value))).toEqual(new Set([7]));
});
