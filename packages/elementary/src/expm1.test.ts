import * as fc from 'fast-check';
import { expm1 } from './expm1';
import { exactExp, fixed, one, unitsOff } from './testing/exact';

it('expm1 is less than one unit in the last place off, near zero as well', () => {
  const x = fc.oneof(
    fc.double({ min: -1, max: 1, noNaN: true }),
    fc.double({ min: -1e-9, max: 1e-9, noNaN: true }),
    fc.double({ min: -50, max: 80, noNaN: true }),
    fc.integer({ min: -40, max: 40 }).map((k) => k * Math.LN2),
  );
  fc.assert(
    fc.property(x, (value) => {
      fc.pre(Math.abs(value) > 1e-100);
      expect(unitsOff(expm1(value), exactExp(fixed(value)) - one)).toBeLessThan(1);
    }),
    { numRuns: 400 },
  );
});

it.each([
  [0, 0],
  [-0, -0],
  [1e-300, 1e-300],
  [-38.9, -1],
  [-Infinity, -1],
  [Infinity, Infinity],
  [710, Infinity],
  [NaN, NaN],
])('expm1(%p) = %p', (x, expected) => {
  expect(expm1(x)).toBe(expected);
});

it('expm1 reaches the largest numbers', () => {
  expect(expm1(709.782712893384) / 1.797693134862273e308).toBeCloseTo(1, 12);
});
