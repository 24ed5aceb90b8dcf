import { count, duration, evenDecimals, fixed, interval, probability, slug } from './format';

it('gives all numbers of a column the same decimals, three digits for the greatest', () => {
  const column = (...values: readonly (number | null | undefined)[]) =>
    values.map(fixed(evenDecimals(values)));
  expect(column(-14.234, 7, 0.012, null, undefined)).toEqual(['−14.2', '7.0', '0.0', '–', '–']);
  expect(column(0.5, 0.06)).toEqual(['0.500', '0.060']);
  expect(column(1, 20, 300)).toEqual(['1', '20', '300']);
  expect(column(1234.5, -0.4)).toEqual(['1235', '0']);
  // One run that is beyond all others does not take their digits.
  expect(column(7.25, 1e30, NaN)).toEqual(['7.25', '1.00e+30', '–']);
  expect(column()).toEqual([]);
});

it('writes intervals and probabilities', () => {
  expect(interval(1)({ mean: -1, low: -2.5, high: 0.5 })).toBe('−1.0 [−2.5, 0.5]');
  expect(interval(1)({ mean: 3, low: null, high: null })).toBe('3.0');
  expect(interval(1)(undefined)).toBe('–');
  expect([0.25, 0.00001, 1, null].map(probability)).toEqual(['0.2500', '< 0.0001', '1.0000', '–']);
});

it('groups digits, and says how long', () => {
  expect([7, 1234, 1234567].map(count)).toEqual(['7', '1\u202f234', '1\u202f234\u202f567']);
  expect([2.04, 45.4, 720, 12000].map(duration)).toEqual(['2.0 s', '45 s', '12 min', '3 h 20 min']);
});

it('tells names apart that differ in signs only', () => {
  const names = ['curvature + dice', 'curvature − dice', '0.5 (curvature + dice)', '0.5 curvature + dice'];
  expect(new Set(names.map(slug)).size).toBe(names.length);
  for (const name of names) expect(slug(name)).toMatch(/^[a-z\d-]+-[\da-f]{8}$/);
});

it('makes names of files of any name', () => {
  expect(['Leave-One-Out', 'dice (outer update proximal)', '../../x'].map(slug)).toEqual([
    'leave-one-out',
    'dice-outer-update-proximal',
    'x',
  ]);
});

it('makes names of files that no file system finds too long', () => {
  const [one, other] = ['x'.repeat(500), `${'x'.repeat(500)}y`].map(slug);
  expect(one.length).toBeLessThan(80);
  expect(one).not.toBe(other);
});
