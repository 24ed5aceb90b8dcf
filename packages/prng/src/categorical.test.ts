import * as fc from 'fast-check';
import { categorical, categoricalQuantile } from './categorical';
import { key, split } from './key';

const weights = fc
  .array(fc.nat(20), { minLength: 1, maxLength: 8 })
  .filter((counts) => counts.some((count) => count > 0));

it('on the grid u = 0/Σ, 1/Σ, … of integer weights, index i comes up exactly w_i times', () => {
  fc.assert(
    fc.property(weights, (counts) => {
      const total = counts.reduce((sum, count) => sum + count, 0);
      const found = counts.map(() => 0);
      // The middle of each cell keeps rounding away from the edges.
      for (let j = 0; j < total; j++) found[categoricalQuantile(counts, (j + 0.5) / total)] += 1;
      expect(found).toEqual(counts);
    }),
  );
});

it('an edge belongs to the index above it', () => {
  expect(categoricalQuantile([0.25, 0, 0.75], 0.25 - 2 ** -53)).toBe(0);
  expect(categoricalQuantile([0.25, 0, 0.75], 0.25)).toBe(2);
});

it('an index of probability zero is never drawn, not even at the ends', () => {
  fc.assert(
    fc.property(weights, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (counts, u) => {
      expect(counts[categoricalQuantile(counts, u)]).toBeGreaterThan(0);
    }),
  );
  expect(categoricalQuantile([0, 0.5, 0.5, 0], 0)).toBe(1);
  expect(categoricalQuantile([0, 0.5, 0.5, 0], 1 - 2 ** -53)).toBe(2);
  // The smallest positive number: u·Σp rounds up to Σp itself.
  expect(categoricalQuantile([0, 5e-324, 0], 1 - 2 ** -53)).toBe(1);
});

it('categorical has the frequencies of its probabilities (χ², 99.9 % confidence)', () => {
  const probabilities = [0.1, 0.2, 0.3, 0.4];
  const n = 40_000;
  const counts = [0, 0, 0, 0];
  for (const k of split(key(9), n)) counts[categorical(k, probabilities)] += 1;
  const chiSquare = counts.reduce((sum, count, i) => {
    const expected = n * probabilities[i];
    return sum + (count - expected) ** 2 / expected;
  }, 0);
  // The 0.999 quantile of χ² with 3 degrees of freedom.
  expect(chiSquare).toBeLessThan(16.27);
});

it.each([
  [[], 'a positive finite sum of probabilities, found 0'],
  [[0, 0], 'a positive finite sum of probabilities, found 0'],
  [[0.5, -0.5], 'probabilities ≥ 0, found -0.5 at index 1'],
  [[NaN], 'probabilities ≥ 0, found NaN at index 0'],
  [[Infinity], 'a positive finite sum of probabilities, found Infinity'],
])('categorical refuses %p', (probabilities, message) => {
  expect(() => categorical([0, 0], probabilities)).toThrow(message);
});
