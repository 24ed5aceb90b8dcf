import * as fc from 'fast-check';
import { nextSecondMoment, standardised } from './second-moment';

/** √v, however v is written. */
const root = (written: number): number => (written < 0 ? -written : Math.sqrt(written));

it('the mean of squares of g, 2g, … is g² times that of 1, 2, …, whatever the size of g', () => {
  const size = fc.integer({ min: -300, max: 300 }).map((exponent) => Number(`1e${String(exponent)}`));
  const next = nextSecondMoment(0.9);
  const after = (g: number): number => root([1, 2, 3, 4].reduce((v, k) => next(v, k * g), 0));
  fc.assert(
    fc.property(size, (g) => {
      expect(after(g) / g / after(1)).toBeCloseTo(1, 12);
    }),
  );
});

it('squares that fit are kept as they are', () => {
  expect([2, -1e100].map((g) => nextSecondMoment(0.5)(0, g))).toEqual([2, 0.5e200]);
});

it('a mean of squares that leaves the numbers goes on from what it was', () => {
  // √(¼ · 10⁻²⁸⁰), and √(¼ · 10²⁸⁰ + ¾ · 10³⁰⁰).
  expect(nextSecondMoment(0.25)(1e-280, 0) / -0.5e-140).toBeCloseTo(1, 14);
  expect(nextSecondMoment(0.25)(1e280, 1e150) / (-Math.sqrt(0.75) * 1e150)).toBeCloseTo(1, 14);
});

it('ε counts however large it is', () => {
  expect(standardised([1, 1], 1e150)(1e150, -1e150)).toBe(0.5);
});

it('a quotient that fits is found, with and without ε', () => {
  const quotient = standardised([0.5, 0.25], 2);
  expect([quotient(3, 4), quotient(3e200, -1e200), quotient(1e-200, -1e-200)]).toEqual([
    6 / (4 + 2),
    3,
    1e-200,
  ]);
});
