import * as fc from 'fast-check';
import { isLeap, remember, type RecentNorms } from './gradient-leap';

const after = (norms: readonly number[]): RecentNorms => norms.reduce<RecentNorms>(remember, []);

it('is a norm of at least 100 times the median', () => {
  const usual = after([3, 1, 2, 1000, 2]);
  expect([200, 1e9, Infinity].map((norm) => isLeap(usual, norm))).toEqual([true, true, true]);
  expect([0, 2, 199, NaN].map((norm) => isLeap(usual, norm))).toEqual([false, false, false, false]);
});

it('needs five gradients to compare with, and zeros are none', () => {
  expect(isLeap(after([1, 1, 1, 1]), 1e9)).toBe(false);
  expect(isLeap(after([1, 1, 1, 1, 0, 0]), 1e9)).toBe(false);
  expect(isLeap(after([1, 0, 1, 0, 1, 1, 1]), 1e9)).toBe(true);
});

it('is told by the latest hundred: a size that grows step by step is no leap', () => {
  const grown = after(Array.from({ length: 500 }, (_, i) => 1.02 ** i));
  expect(grown).toHaveLength(100);
  expect(isLeap(grown, 1.02 ** 500)).toBe(false);
});

it('does not depend on the unit', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), { minLength: 5, maxLength: 20 }),
      fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
      fc.integer({ min: -20, max: 20 }),
      (norms, norm, power) => {
        const unit = 2 ** power;
        const scaled = after(norms.map((x) => unit * x));
        expect(isLeap(scaled, unit * norm)).toBe(isLeap(after(norms), norm));
      },
    ),
  );
});
