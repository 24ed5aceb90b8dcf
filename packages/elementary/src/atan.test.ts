import * as fc from 'fast-check';
import { atan } from './atan';
import { exactCos, exactSin, fixed, one, times, unitInLastPlace } from './testing/exact';

/** sin y − x cos y = √(1 + x²) sin(y − arctan x) tells the error of y. */
const unitsOff = (x: number): number => {
  const found = atan(x);
  const y = fixed(found);
  const error = Number(exactSin(y) - times(fixed(x), exactCos(y))) / Number(one) / Math.sqrt(1 + x * x);
  return Math.abs(error / unitInLastPlace(found));
};

it('atan is less than one unit in the last place off', () => {
  const x = fc.oneof(
    fc.double({ min: -3, max: 3, noNaN: true }),
    fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    fc.double({ min: -1e-6, max: 1e-6, noNaN: true }),
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
  [1, Math.PI / 4],
  [1e300, Math.PI / 2],
  [-Infinity, -Math.PI / 2],
  [NaN, NaN],
])('atan(%p) = %p', (x, expected) => {
  expect(atan(x)).toBe(expected);
});
