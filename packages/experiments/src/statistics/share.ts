import { power } from '@sgmrl/elementary';

/** A share of trials and the exact 95 % interval of its probability. */
export interface Share {
  /** k/n. */
  readonly share: number;
  /** Lower end of the interval; 0 where k = 0. */
  readonly low: number;
  /** Upper end of the interval; 1 where k = n. */
  readonly high: number;
}

/** P(X ≤ most) of a binomial X with n trials of probability p. */
const atMost = (most: number, n: number, p: number): number => {
  let choices = 1;
  let sum = 0;
  for (let k = 0; k <= most; k += 1) {
    sum += choices * power(p, k) * power(1 - p, n - k);
    choices *= (n - k) / (k + 1);
  }
  return sum;
};

/** The p at which a probability that falls with p is 1/40, by bisection. */
const where = (falling: (p: number) => number): number => {
  let low = 0;
  let high = 1;
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (falling(middle) > 0.025) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

/**
 * The share k/n of n independent trials and the interval of Clopper and Pearson (Biometrika 26,
 * 1934): all p for which neither P(X ≤ k) nor P(X ≥ k) of a binomial X is below 1/40. It holds the
 * true probability in at least 95 % of cases. Throws a `RangeError` unless k and n are integers, 0
 * ≤ k ≤ n and 1 ≤ n ≤ 1000.
 *
 * @example
 * ```ts
 * import { ok, strictEqual } from 'node:assert';
 * import { share95 } from '@sgmrl/experiments';
 * const { share, low, high } = share95(0, 10);
 * strictEqual(share, 0);
 * strictEqual(low, 0);
 * // with none of ten, high is 1 − 0.025^(1/10)
 * ok(Math.abs(high - 0.3084971) < 1e-6);
 * ```
 */
export const share95 = (count: number, of: number): Share => {
  if (!Number.isInteger(of) || of < 1 || of > 1000)
    throw new RangeError(`share95: expected 1 to 1000 trials, found ${String(of)}`);
  if (!Number.isInteger(count) || count < 0 || count > of)
    throw new RangeError(`share95: expected a count of 0 to ${String(of)}, found ${String(count)}`);
  return {
    share: count / of,
    low: count === 0 ? 0 : 1 - where((q) => atMost(of - count, of, q)),
    high: count === of ? 1 : where((p) => atMost(count, of, p)),
  };
};
