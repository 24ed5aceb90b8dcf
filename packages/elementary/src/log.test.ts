import * as fc from 'fast-check';
import { log } from './log';
import { exactExp, fixed, one, unitInLastPlace } from './testing/exact';

/** exp(log x)/x − 1 is the error of log x. */
const unitsOff = (x: number): number => {
  const found = log(x);
  const ratio = (exactExp(fixed(found)) * one) / fixed(x);
  return Math.abs(Number(ratio - one) / Number(one) / unitInLastPlace(found));
};

it('log is less than one unit in the last place off', () => {
  const x = fc.oneof(
    fc.double({ min: 0.5, max: 2, noNaN: true }),
    fc.double({ min: 1 - 1e-6, max: 1 + 1e-6, noNaN: true }),
    fc.double({ min: 1e-30, max: 1e30, noNaN: true }),
  );
  fc.assert(
    fc.property(x, (value) => {
      fc.pre(value !== 1);
      expect(unitsOff(value)).toBeLessThan(1);
    }),
    { numRuns: 300 },
  );
});

it('log of a product is the sum, for the smallest and the largest numbers', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.5, max: 2, noNaN: true }),
      fc.integer({ min: -1022, max: 1022 }),
      (x, k) => {
        const sum = log(x) + k * Math.LN2;
        expect(Math.abs(log(x * 2 ** k) - sum)).toBeLessThanOrEqual(4 * Number.EPSILON * (1 + Math.abs(sum)));
      },
    ),
  );
  expect(log(5e-324)).toBeCloseTo(-1074 * Math.LN2, 12);
});

it.each([
  [0, -Infinity],
  [-0, -Infinity],
  [1, 0],
  [2, Math.LN2],
  [10, Math.LN10],
  [Infinity, Infinity],
  [-1, NaN],
  [-Infinity, NaN],
  [NaN, NaN],
])('log(%p) = %p', (x, expected) => {
  expect(log(x)).toBe(expected);
});
