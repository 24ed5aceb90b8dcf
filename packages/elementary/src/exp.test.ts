import * as fc from 'fast-check';
import { exp } from './exp';
import { exactExp, fixed, unitsOff } from './testing/exact';

const within = (min: number, max: number) => fc.double({ min, max, noNaN: true });

it('exp is less than one unit in the last place off', () => {
  fc.assert(
    fc.property(fc.oneof(within(-1, 1), within(-40, 40), within(-1e-8, 1e-8)), (x) => {
      expect(unitsOff(exp(x), exactExp(fixed(x)))).toBeLessThan(1);
    }),
    { numRuns: 300 },
  );
});

it('exp of far numbers is the square of exp of half of them', () => {
  fc.assert(
    fc.property(within(-700, 700), (x) => {
      expect(Math.abs(exp(x) / (exp(x / 2) * exp(x / 2)) - 1)).toBeLessThan(4 * Number.EPSILON);
    }),
  );
});

it.each([
  [0, 1],
  [-0, 1],
  [1, Math.E],
  [709.782712893384, 1.797693134862273e308],
  [709.7827128933841, Infinity],
  [-745.1332191019411, 5e-324],
  [-745.1332191019412, 0],
  [Infinity, Infinity],
  [-Infinity, 0],
  [NaN, NaN],
])('exp(%p) = %p', (x, expected) => {
  expect(Math.abs(exp(x) - expected) / expected < 1e-15 || Object.is(exp(x), expected)).toBe(true);
});

it('the steps to the smallest numbers are right, too', () => {
  // e^(−745.13321910194110842) = 2^−1075: below, all is rounded to zero, above to 2^−1074.
  expect([exp(-744), exp(-710)].map((x) => x.toPrecision(3))).toEqual(['9.88e-324', '4.48e-309']);
});
