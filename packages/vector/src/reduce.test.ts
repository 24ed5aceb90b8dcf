import * as fc from 'fast-check';
import * as O from 'fp-ts/lib/Option.js';
import { add, scale } from './arithmetic';
import { allFinite, dot, firstNonFinite, mean, meanOf, norm, sumOf, total } from './reduce';
import { float, integer, vectors } from './testing/arbitraries';

it('total and dot are linear and dot is symmetric, exactly on integers', () => {
  fc.assert(
    fc.property(vectors(3, integer), integer, ([x, y, z], a) => {
      expect(total(add(x, y))).toBe(total(x) + total(y));
      expect(dot(x, y)).toBe(dot(y, x));
      expect(dot(add(x, y), z)).toBe(dot(x, z) + dot(y, z));
      expect(dot(scale(a, x), y) + 0).toBe(a * dot(x, y) + 0);
      expect(total(x)).toBe(
        dot(
          x,
          Array.from(x, () => 1),
        ),
      );
    }),
  );
});

it('total and sumOf add from the left: (1 + 2^53) − 2^53 is 0, not 1', () => {
  expect(total([1, 2 ** 53, -(2 ** 53)])).toBe(0);
  expect(total([2 ** 53, -(2 ** 53), 1])).toBe(1);
  expect(sumOf([[1], [2 ** 53], [-(2 ** 53)]])).toEqual(Float64Array.of(0));
  expect(sumOf([[2 ** 53], [-(2 ** 53)], [1]])).toEqual(Float64Array.of(1));
});

it('norm satisfies Pythagoras, homogeneity, Cauchy–Schwarz and the triangle inequality', () => {
  expect(norm([2, 3, 6])).toBe(7);
  expect(norm([])).toBe(0);
  fc.assert(
    fc.property(vectors(2, float), float, ([x, y], a) => {
      const slack = 1 + 1e-12;
      expect(Math.abs(dot(x, y))).toBeLessThanOrEqual(norm(x) * norm(y) * slack + 1e-150);
      expect(norm(add(x, y))).toBeLessThanOrEqual((norm(x) + norm(y)) * slack + 1e-150);
      expect(Math.abs(norm(scale(a, x)) - Math.abs(a) * norm(x))).toBeLessThanOrEqual(
        1e-12 * Math.abs(a) * norm(x) + 1e-150,
      );
    }),
  );
});

it('norm neither overflows nor vanishes before its value does', () => {
  expect(norm([3e200, 4e200]) / 5e200).toBeCloseTo(1, 14);
  expect(norm([3e-200, -4e-200]) / 5e-200).toBeCloseTo(1, 14);
  expect(norm([3e-310, 4e-310]) / 5e-310).toBeCloseTo(1, 12);
  expect(norm([0, 0])).toBe(0);
  expect(norm([1, -Infinity])).toBe(Infinity);
  expect(norm([1, NaN])).toBeNaN();
  expect(norm([1e200, NaN])).toBeNaN();
});

it('mean, sumOf and meanOf agree with the sums entry by entry', () => {
  fc.assert(
    fc.property(vectors(5, integer), (xs) => {
      const sums = sumOf(xs);
      sums.forEach((entry, i) => {
        expect(entry).toBe(total(xs.map((x) => x[i])));
      });
      meanOf(xs).forEach((entry, i) => {
        expect(entry).toBe(mean(xs.map((x) => x[i])));
        expect(entry).toBe(sums[i] / 5);
      });
    }),
  );
});

it('sumOf leaves its input alone, a single vector included', () => {
  const only = Float64Array.of(1, 2);
  sumOf([only]).fill(NaN);
  expect(only).toEqual(Float64Array.of(1, 2));
});

it('a mean of nothing and a sum of no vectors are refused, and so are unlike dimensions', () => {
  expect(() => mean([])).toThrow(new RangeError('mean: expected at least one entry, found none'));
  expect(() => sumOf([])).toThrow(new RangeError('sumOf: expected at least one vector, found none'));
  expect(() => meanOf([])).toThrow(RangeError);
  expect(() => sumOf([[1], [1, 2]])).toThrow(RangeError);
  expect(() => dot([1], [1, 2])).toThrow('dot: expected vectors of one dimension, found 1 and 2');
});

it('firstNonFinite finds the first bad entry wherever it stands', () => {
  fc.assert(
    fc.property(vectors(2, float), fc.constantFrom(NaN, Infinity, -Infinity), ([before, after], bad) => {
      expect(firstNonFinite(before)).toEqual(O.none);
      expect(allFinite(before)).toBe(true);
      const x = [...Array.from(before), bad, ...Array.from(after), NaN];
      expect(firstNonFinite(x)).toEqual(O.some(before.length));
      expect(allFinite(x)).toBe(false);
    }),
  );
});
