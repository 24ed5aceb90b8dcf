import * as fc from 'fast-check';
import {
  addCounted,
  addCounts,
  count,
  isNever,
  isOnce,
  multiplyCount,
  multiplyCounted,
  remaining,
  type Count,
  type Counted,
} from './counted';

const sumOf = (xs: readonly number[]): Count => xs.map(count).reduce(addCounts, count(0));

it('takes what is left by rounding for nothing, and nothing else', () => {
  expect(isNever(sumOf([0.1, 0.2, -0.3]))).toBe(true);
  expect(isOnce(sumOf(Array.from({ length: 10 }, () => 0.1)))).toBe(true);
  expect(isNever(sumOf([1, 1e-9, -1]))).toBe(false);
  expect(isOnce(sumOf([1, 1e-9]))).toBe(false);
  expect(isNever(sumOf([Infinity]))).toBe(false);
  expect(isNever(sumOf([Infinity, -Infinity]))).toBe(false);
  for (const xs of [
    [1e20, -1e20, 1],
    [1, 1e20, -1e20],
    [1e20, 1, -1e20],
    [1e100, 1e-90, -1e100],
  ])
    expect(isNever(sumOf(xs))).toBe(false);
  expect(isOnce(sumOf([1e20, 1, -1e20]))).toBe(true);
  expect(isOnce(sumOf([1, 1e-20]))).toBe(false);
  const lost = sumOf([1e20, 1]);
  for (const [a, b] of [
    [lost, count(-1e20)],
    [count(-1e20), lost],
  ])
    expect(isOnce(addCounts(a, b))).toBe(true);
});

it('counts thirds of anything in any order, and each but one of them', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.integer({ min: -1000, max: 1000 }).map((n) => n / 7),
        { minLength: 1 },
      ),
      (xs) => {
        const parts = [1, 1, 1, -3].map((k) => multiplyCount(k / 3, sumOf(xs)));
        expect(isNever(parts.reduce(addCounts))).toBe(true);
        const [first] = xs;
        fc.pre(first !== 0);
        expect(isNever(addCounts(parts.reduce(addCounts), count(first)))).toBe(false);
      },
    ),
  );
});

const counted = (entries: Readonly<Record<string, number>>): Counted<string> =>
  new Map(Object.entries(entries).map(([name, times]) => [name, { of: `the ${name}`, count: count(times) }]));

it('adds counts by name, and says what remains', () => {
  const sum = addCounted(counted({ a: 1, b: 2 }), multiplyCounted(-2, counted({ b: 1, c: 0.5 })));
  expect(remaining(sum)).toEqual([
    { name: 'a', of: 'the a', count: { times: 1, rest: 0, size: 1, least: 1 } },
    { name: 'c', of: 'the c', count: { times: -1, rest: -0, size: 1, least: 1 } },
  ]);
});
