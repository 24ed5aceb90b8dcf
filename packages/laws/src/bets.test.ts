import { betsOn, betsOnMean, evidenceIsPlausible, evidenceOf } from './bets';
import { falseAlarm } from './stray';

it('is the mean of the products over rivals and shares', () => {
  // One draw: Σ_λ (1 − λ + λ r) / 9 with r = 3, and with r = ½ for the other rival.
  const total = 2 - 1 / 64 + 1 / 512 + 1 / 4096;
  const expected = (18 + total * (3 - 1) + total * (0.5 - 1)) / 18;
  const bets = [...betsOn('three', [Math.log(3)]), ...betsOn('half', [-Math.log(2)])];
  const found = evidenceOf(bets);
  expect(Math.exp(found.log)).toBeCloseTo(expected, 12);
  expect(found.rival).toBe('three');
});

it('has a mean of 1 where π is right: by enumeration of two draws', () => {
  // π = (¼, ¾), q = (½, ½).
  const ratio = [Math.log(2), Math.log(2 / 3)];
  let mean = 0;
  for (const a of [0, 1])
    for (const b of [0, 1]) {
      const p = [0.25, 0.75][a] * [0.25, 0.75][b];
      mean += p * Math.exp(evidenceOf(betsOn('q', [ratio[a], ratio[b]])).log);
    }
  expect(mean).toBeCloseTo(1, 12);
});

it('lasts where a rival excludes a draw', () => {
  const found = evidenceOf(betsOn('never', [-Infinity, -Infinity]));
  expect(Number.isFinite(found.log)).toBe(true);
  expect(evidenceIsPlausible(found)).toBe(true);
});

it('is plausible up to 10¹⁰', () => {
  expect(evidenceIsPlausible({ rival: '', log: Math.log(0.99e10) })).toBe(true);
  expect(evidenceIsPlausible({ rival: '', log: Math.log(1.01e10) })).toBe(false);
});

it('counts draws that came several times, and none that never came', () => {
  const [often, one] = [betsOn('q', [-0.25, -Infinity], [3, 0]), betsOn('q', [-0.25, -0.25, -0.25])];
  often.forEach(({ log }, i) => {
    expect(log).toBeCloseTo(one[i].log, 12);
  });
});

/** The probability of k events of n, each of probability p, for k = 0, …, n. */
const binomial = (n: number, p: number): readonly number[] => {
  const logs = [0];
  for (let i = 1; i <= n; i++) logs.push(logs[i - 1] + Math.log(i));
  return Array.from({ length: n + 1 }, (_, k) =>
    Math.exp(logs[n] - logs[k] - logs[n - k] + k * Math.log(p) + (n - k) * Math.log1p(-p)),
  );
};

/** n numbers in [−1, 1], k of them the first and the others the second. */
const some = (k: number, n: number, first: number, second: number): readonly number[] =>
  Array.from({ length: n }, (_, i) => (i < k ? first : second));

const isPlausible = (numbers: readonly number[]): boolean =>
  evidenceIsPlausible(evidenceOf(betsOnMean(numbers)));

describe('bets on a mean', () => {
  it.each([10, 100, 400].flatMap((n) => [0.01, 0.1, 0.5, 0.9].map((p) => [n, p] as const)))(
    'raise a false alarm as rarely as is said, computed exactly, with %i numbers, p = %p',
    (n, p) => {
      // Of mean zero: the first with probability p, the second else.
      const [first, second] = p < 0.5 ? [1, -p / (1 - p)] : [(1 - p) / p, -1];
      const alarms = binomial(n, p).reduce(
        (sum, q, k) => sum + (isPlausible(some(k, n, first, second)) ? 0 : q),
        0,
      );
      expect(alarms).toBeLessThanOrEqual(falseAlarm);
    },
  );

  it('have a mean of 1 where that of the numbers is zero: by enumeration of two', () => {
    // 1/4 with probability 3/4, −3/4 with probability 1/4.
    let mean = 0;
    for (const [x, p] of [
      [0.25, 0.75],
      [-0.75, 0.25],
    ])
      for (const [y, q] of [
        [0.25, 0.75],
        [-0.75, 0.25],
      ])
        mean += p * q * Math.exp(evidenceOf(betsOnMean([x, y])).log);
    expect(mean).toBeCloseTo(1, 12);
  });

  it('see a mean of a hundredth among numbers that scatter little, on both sides', () => {
    for (const sign of [1, -1]) {
      expect(isPlausible(some(2048, 4096, sign * 0.06, sign * -0.04))).toBe(false);
      expect(isPlausible(some(2048, 4096, sign * 0.05, sign * -0.05))).toBe(true);
    }
  });

  it('take numbers at the ends of [−1, 1]', () => {
    expect(isPlausible([1, -1, 1, -1])).toBe(true);
    expect(isPlausible(some(60, 60, 1, -1))).toBe(false);
  });
});
