import * as fc from 'fast-check';
import { power } from './power';
import { exactPower } from './testing/exact';

/** Whether no double is nearer to significand·2^exponent. */
const isNearest = (found: number, [significand, exponent]: readonly [bigint, bigint]): boolean => {
  const size = BigInt(significand.toString(2).replace('-', '').length);
  const dropped = size > 53n ? size - 53n : 0n;
  const kept =
    significand < 0n
      ? -((-significand + (1n << (dropped - 1n))) >> dropped)
      : (significand + (1n << (dropped - 1n))) >> dropped;
  return found === Number(kept) * 2 ** Number(exponent + dropped);
};

it('the power is the nearest number', () => {
  const base = fc.oneof(
    fc.double({ min: 0.5, max: 2, noNaN: true }),
    fc.double({ min: -10, max: -0.1, noNaN: true }),
    fc.constantFrom(0.9, 0.99, 0.999, 0.8, 1.1),
  );
  fc.assert(
    fc.property(base, fc.integer({ min: 2, max: 250 }), (x, n) => {
      const exact = exactPower(x, n);
      fc.pre(exact[0].toString(2).length > 54);
      expect(isNearest(power(x, n), exact)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

it('whole numbers are exact', () => {
  fc.assert(
    fc.property(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 0, max: 16 }), (x, n) => {
      expect(power(x, n)).toBe(Number(BigInt(x) ** BigInt(n)));
    }),
  );
  for (let k = 0; k < 1024; k++) expect(power(2, k) * power(0.5, k)).toBe(1);
});

it.each([
  [0, 0, 1],
  [0, 5, 0],
  [NaN, 0, 1],
  [NaN, 1, NaN],
  [-1, Number.MAX_SAFE_INTEGER, -1],
  [10, 400, Infinity],
  [-10, 401, -Infinity],
  [0.1, 400, 0],
  [1e300, 1, 1e300],
  [Infinity, 3, Infinity],
  [Number.MAX_VALUE, 1, Number.MAX_VALUE],
])('%p to the power of %p is %p', (base, exponent, expected) => {
  expect(power(base, exponent)).toBe(expected);
});

it.each([-1, 0.5, NaN, Infinity, 2 ** 53])('an exponent of %p is refused', (exponent) => {
  expect(() => power(2, exponent)).toThrow(
    new RangeError(`power: exponent: expected a whole number from 0, found ${String(exponent)}`),
  );
});
