import { exponent, ratios, summarize } from './statistics';

test('median, least and greatest', () => {
  expect(summarize([3, 1, 2, 10])).toEqual({ median: 2.5, least: 1, greatest: 10 });
});

test('ratios pair what was measured in the same round', () => {
  expect(ratios([8, 6, 100], [2, 3])).toEqual({ median: 3, least: 2, greatest: 4 });
  expect(ratios([8], [2, 3])).toEqual({ median: 4, least: 4, greatest: 4 });
});

test('the exponent of a power law', () => {
  expect(exponent([1, 2, 5, 9].map((x) => [x, 7 * x ** 1.5] as const))).toBeCloseTo(1.5, 12);
});
