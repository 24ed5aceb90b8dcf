import * as fc from 'fast-check';
import { key, split } from './key';
import { permutation } from './permutation';

it('permutation orders 0 … n − 1', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger().map(key), fc.nat(200), (k, n) => {
      const order = permutation(k, n);
      expect([...order].sort((a, b) => a - b)).toStrictEqual(Array.from({ length: n }, (_, i) => i));
      expect(permutation(k, n)).toEqual(order);
    }),
  );
});

it('an order agrees with an independent Fisher–Yates over an independent Threefry in Python', () => {
  expect(permutation([0x243f6a88, 0x85a308d3], 6)).toStrictEqual([3, 5, 1, 0, 4, 2]);
});

it('all 24 orders of four are equally likely (χ², 99.9 % confidence)', () => {
  const n = 24_000;
  const counts = new Map<string, number>();
  for (const k of split(key(10), n)) {
    const order = permutation(k, 4).join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  const expected = n / 24;
  const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  expect(counts.size).toBe(24);
  // The 0.999 quantile of χ² with 23 degrees of freedom.
  expect(chiSquare).toBeLessThan(49.73);
});

it('permutation refuses a fractional count', () => {
  expect(() => permutation([0, 0], 0.5)).toThrow('permutation: expected a count (an integer ≥ 0), found 0.5');
});
