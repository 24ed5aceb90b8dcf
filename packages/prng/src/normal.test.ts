import * as fc from 'fast-check';
import { key, split } from './key';
import { cellCentre, normal } from './normal';
import { normalQuantile } from './normal-quantile';
import { kolmogorovSmirnov, upperTail } from './testing/statistics';

const cdf = (z: number): number => (z < 0 ? upperTail(-z) : 1 - upperTail(z));

it('the extreme words give the extreme cells, and finite draws', () => {
  expect(cellCentre(0, 0)).toBe(2 ** -53);
  expect(cellCentre(0xffffffff, 0xffffffff)).toBe(1 - 2 ** -53);
  // Φ⁻¹(2^−53), from Python's statistics module.
  expect(normalQuantile(cellCentre(0, 0))).toBeCloseTo(-8.209536151601386, 12);
  expect(normalQuantile(cellCentre(0xffffffff, 0xffffffff))).toBeCloseTo(8.209536151601386, 12);
});

it('draws agree with an independent Threefry and quantile in Python', () => {
  const expected = [-0.13412620568110456, 0.1012484892525392, -0.03131605255153485];
  normal([0x243f6a88, 0x85a308d3], 3).forEach((z, k) => {
    expect(z).toBeCloseTo(expected[k], 15);
  });
});

it('draw k does not depend on n, and every draw is finite', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger().map(key), fc.nat(60), fc.nat(60), (k, m, n) => {
      const draws = normal(k, m + n);
      expect(draws.every(Number.isFinite)).toBe(true);
      expect(normal(k, m)).toEqual(draws.slice(0, m));
    }),
  );
});

it('normal follows N(0, 1) (Kolmogorov–Smirnov, 99.9 % confidence)', () => {
  expect(kolmogorovSmirnov(normal(key(5), 50_000), cdf)).toBeLessThan(1.9495);
});

it('the first draws of sibling keys follow N(0, 1), too', () => {
  const firsts = split(key(6), 20_000).map((k) => normal(k, 1)[0]);
  expect(kolmogorovSmirnov(firsts, cdf)).toBeLessThan(1.9495);
});

it('the first four moments are 0, 1, 0, 3 within four standard errors', () => {
  const n = 200_000;
  const draws = normal(key(7), n);
  const moment = (power: number): number => draws.reduce((sum, z) => sum + z ** power, 0) / n;
  // Var(z^p) = E z^{2p} − (E z^p)²: 1, 2, 15, 96.
  expect(Math.abs(moment(1))).toBeLessThan(4 * Math.sqrt(1 / n));
  expect(Math.abs(moment(2) - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
  expect(Math.abs(moment(3))).toBeLessThan(4 * Math.sqrt(15 / n));
  expect(Math.abs(moment(4) - 3)).toBeLessThan(4 * Math.sqrt(96 / n));
});

it('neighbouring draws, and the same draw of sibling keys, are uncorrelated within four standard errors', () => {
  const n = 100_000;
  const draws = normal(key(8), n + 1);
  const [a, b] = split(key(8), 2).map((k) => normal(k, n));
  const product = (x: Float64Array, y: Float64Array): number => x.reduce((sum, z, i) => sum + z * y[i], 0);
  expect(Math.abs(product(draws.slice(0, n), draws.slice(1)))).toBeLessThan(4 * Math.sqrt(n));
  expect(Math.abs(product(a, b))).toBeLessThan(4 * Math.sqrt(n));
});

it('normal refuses a negative count', () => {
  expect(() => normal([0, 0], -1)).toThrow('normal: expected a count (an integer ≥ 0), found -1');
});
