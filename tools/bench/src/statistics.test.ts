import { exponent, ratios, summarize } from './statistics';

it('count, median, least and greatest', () => {
  expect(summarize([3, 1, 2, 10])).toEqual({ count: 4, median: 2.5, least: 1, greatest: 10 });
});

it('ratios of pairs', () => {
  expect(ratios([8, 6], [2, 3])).toEqual({ count: 2, median: 3, least: 2, greatest: 4 });
});

it('the exponent of a power law', () => {
  expect(exponent([1, 2, 5, 9].map((x) => [x, 7 * x ** 1.5] as const))).toBeCloseTo(1.5, 12);
});
