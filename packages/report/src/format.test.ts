import { count, duration, interval, number, slug } from './format';

it('writes numbers in four digits, large ones in more, with a true minus sign', () => {
  expect([-14.234, 0.000012345, 12345.6, 0, null, undefined].map(number)).toEqual([
    '−14.23',
    '0.00001234',
    '12346',
    '0',
    '–',
    '–',
  ]);
  expect(interval({ mean: -1, low: -2.5, high: 0.5 })).toBe('−1 [−2.5, 0.5]');
  expect(interval({ mean: 3, low: null, high: null })).toBe('3');
  expect(interval(undefined)).toBe('–');
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
