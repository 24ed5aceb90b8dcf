import * as fc from 'fast-check';
import { key, split } from './key';
import { kolmogorovSmirnov } from './testing/statistics';
import { uniform, uniformBetween } from './uniform';

const keys = fc.maxSafeInteger().map(key);

it('the first draw under key (0, 0) is the first known answer of Random123, cut to 27 and 26 bits', () => {
  const [high, low] = [0x6b200159n >> 5n, 0x99ba4efen >> 6n];
  expect(uniform([0, 0], 1)[0]).toBe(Number((high << 26n) | low) / 2 ** 53);
});

it('draws agree with an independent Threefry in Python', () => {
  expect([...uniform([0x243f6a88, 0x85a308d3], 3)]).toEqual([
    0.4466513865500378, 0.5403234018298865, 0.4875087516017367,
  ]);
});

it('uniform stays in [0, 1), and draw k does not depend on n', () => {
  fc.assert(
    fc.property(keys, fc.nat(60), fc.nat(60), (k, m, n) => {
      const draws = uniform(k, m + n);
      expect(draws.every((u) => u >= 0 && u < 1)).toBe(true);
      expect(uniform(k, m)).toEqual(draws.slice(0, m));
    }),
  );
});

it('uniform follows U[0, 1) (Kolmogorov–Smirnov, 99.9 % confidence)', () => {
  expect(kolmogorovSmirnov(uniform(key(2), 50_000), (u) => u)).toBeLessThan(1.9495);
});

it('the first draws of sibling keys follow U[0, 1), too', () => {
  const firsts = split(key(3), 20_000).map((k) => uniform(k, 1)[0]);
  expect(kolmogorovSmirnov(firsts, (u) => u)).toBeLessThan(1.9495);
});

it('each of the 53 bits is one about half of the time', () => {
  // 10,000 fair coins each: standard deviation 50; 5 of them over 53 bits: confidence 99.996 %.
  const draws = uniform(key(4), 10_000);
  for (let bit = 1; bit <= 53; bit++) {
    const ones = draws.reduce((count, u) => count + (Math.floor(u * 2 ** bit) % 2), 0);
    expect(Math.abs(ones - 5000)).toBeLessThan(250);
  }
});

it('uniformBetween is uniform moved to [low, high] and never leaves it', () => {
  const bound = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(keys, bound, bound, fc.nat(30), (k, a, b, n) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      const draws = uniformBetween(k, low, high, n);
      expect(draws.every((x) => low <= x && x <= high)).toBe(true);
      uniform(k, n).forEach((u, i) => {
        expect(Math.abs(draws[i] - ((1 - u) * low + u * high))).toBeLessThanOrEqual(1e-9);
      });
    }),
  );
});

it('uniformBetween two equal bounds is that bound', () => {
  expect([...uniformBetween(key(1), 2, 2, 3)]).toEqual([2, 2, 2]);
});

it('with the largest u and any bounds, low + (high − low)·u does not pass high', () => {
  const bound = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 });
  const near = fc.double({ noNaN: true, min: -1, max: 1 });
  fc.assert(
    fc.property(fc.oneof(bound, near), fc.oneof(bound, near), (a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      expect(low + (high - low) * (1 - 2 ** -53)).toBeLessThanOrEqual(high);
    }),
    { numRuns: 1000 },
  );
});

it.each([
  [1, 0],
  [NaN, 1],
  [-Infinity, 0],
  [-1e308, 1e308],
])('uniformBetween refuses low %p, high %p', (low, high) => {
  expect(() => uniformBetween([0, 0], low, high, 1)).toThrow('expected low ≤ high with a finite distance');
});

it('uniform refuses a negative count', () => {
  expect(() => uniform([0, 0], -1)).toThrow('uniform: expected a count (an integer ≥ 0), found -1');
});
