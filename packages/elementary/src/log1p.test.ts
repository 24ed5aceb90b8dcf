import * as fc from 'fast-check';
import { log1p } from './log1p';
import { exactExp, fixed, one, unitInLastPlace } from './testing/exact';

/** exp(log1p x)/(1 + x) − 1 is the error of log1p x. */
const unitsOff = (x: number): number => {
  const found = log1p(x);
  const ratio = (exactExp(fixed(found)) * one) / (one + fixed(x));
  return Math.abs(Number(ratio - one) / Number(one) / unitInLastPlace(found));
};

it('log1p is less than one unit in the last place off, near zero as well', () => {
  const x = fc.oneof(
    fc.double({ min: -0.999999, max: 3, noNaN: true }),
    fc.double({ min: -1e-7, max: 1e-7, noNaN: true }),
    fc.double({ min: 0.9999, max: 1.0001, noNaN: true }),
    fc.double({ min: 0, max: 1e30, noNaN: true }),
  );
  fc.assert(
    fc.property(x, (value) => {
      fc.pre(Math.abs(value) > 1e-100);
      expect(unitsOff(value)).toBeLessThan(1);
    }),
    { numRuns: 400 },
  );
});

it.each([
  [0, 0],
  [-0, -0],
  [1e-300, 1e-300],
  [1, Math.LN2],
  [-1, -Infinity],
  [-1.5, NaN],
  [Infinity, Infinity],
  [NaN, NaN],
])('log1p(%p) = %p', (x, expected) => {
  expect(log1p(x)).toBe(expected);
});
