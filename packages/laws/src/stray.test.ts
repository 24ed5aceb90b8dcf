import { falseAlarm, shareIsPlausible, sumIsPlausible } from './stray';

/** The probability of k events of n, each of probability p, for k = 0, …, n. */
const binomial = (n: number, p: number): readonly number[] => {
  const logs = [0];
  for (let i = 1; i <= n; i++) logs.push(logs[i - 1] + Math.log(i));
  return Array.from({ length: n + 1 }, (_, k) =>
    Math.exp(logs[n] - logs[k] - logs[n - k] + k * Math.log(p) + (n - k) * Math.log1p(-p)),
  );
};

/** n numbers, k of them the first and the others the second. */
const some = (k: number, n: number, first: number, second: number): readonly number[] =>
  Array.from({ length: n }, (_, i) => (i < k ? first : second));

/** The probability of those k for which there is an alarm. */
const alarms = (n: number, p: number, alarm: (k: number) => boolean): number =>
  binomial(n, p).reduce((sum, q, k) => sum + (alarm(k) ? q : 0), 0);

const cases = [10, 100, 1000].flatMap((n) => [1e-4, 0.03, 0.5, 0.9].map((p) => [n, p] as const));

describe('a false alarm is as rare as is said, computed exactly,', () => {
  it.each(cases)('of a share of %i draws, p = %p', (n, p) => {
    expect(alarms(n, p, (k) => !shareIsPlausible(k / n, p, n))).toBeLessThanOrEqual(falseAlarm);
  });

  it.each([10, 60, 1000])('of a sum of %i signs', (n) => {
    const alarm = (k: number) => !sumIsPlausible(some(k, n, 1, -1));
    expect(alarms(n, 0.5, alarm)).toBeLessThanOrEqual(falseAlarm);
  });
});

describe('there is an alarm', () => {
  it('where a share is far from its probability, however small that is', () => {
    expect(shareIsPlausible(0.6, 0.5, 4096)).toBe(false);
    expect(shareIsPlausible(0.01, 1e-4, 4096)).toBe(false);
    expect(shareIsPlausible(1 / 4096, 0, 4096)).toBe(false);
    expect(shareIsPlausible(0.9, 1, 4096)).toBe(false);
    expect(shareIsPlausible(1, 1, 4096)).toBe(true);
  });

  it('where 60 numbers have one sign, or a tenth of many too much', () => {
    expect(sumIsPlausible(some(60, 60, 1, -1))).toBe(false);
    expect(sumIsPlausible(some(2300, 4096, 1, -1))).toBe(false);
    expect(sumIsPlausible(some(2100, 4096, 1, -1))).toBe(true);
    expect(sumIsPlausible([])).toBe(true);
  });
});
