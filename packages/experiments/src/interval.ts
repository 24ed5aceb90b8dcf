/** A mean and the 95 % confidence interval around it; without an interval (null) for a single value. */
export interface Interval {
  readonly mean: number;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * P(|T| ≤ √ν tan θ) for Student's t with ν degrees of freedom, a finite sum (Abramowitz & Stegun, Handbook of
 * Mathematical Functions, 26.7.3 and 26.7.4).
 */
const centralProbability = (degrees: number, theta: number): number => {
  const sine = Math.sin(theta);
  const square = Math.cos(theta) ** 2;
  const odd = degrees % 2 === 1;
  let term = odd ? sine * Math.cos(theta) : sine;
  let sum = 0;
  for (let k = odd ? 3 : 2; k <= degrees; k += 2) {
    sum += term;
    term *= (square * (k - 1)) / k;
  }
  return odd ? (2 / Math.PI) * (theta + sum) : sum;
};

/** t with P(|T| ≤ t) = 0.95 for Student's t with ν ≥ 1 degrees of freedom, by bisection to the last bit or two. */
export const studentQuantile95 = (degrees: number): number => {
  let low = 0;
  let high = Math.PI / 2;
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (centralProbability(degrees, middle) < 0.95) low = middle;
    else high = middle;
  }
  return Math.sqrt(degrees) * Math.tan((low + high) / 2);
};

/**
 * Mean ± t·s/√n of independent values, with s² their unbiased variance and t the 95 % quantile of Student's t with
 * n − 1 degrees of freedom.
 *
 * @example
 * ```ts
 * import { ok, strictEqual } from 'node:assert';
 * import { interval95 } from '@sgmrl/experiments';
 * const { mean, low } = interval95([1, 2, 3]);
 * strictEqual(mean, 2);
 * // s/√n = 0.57735 and t = 4.30265 for two degrees of freedom
 * ok(low !== null && Math.abs(low - (2 - 4.30265 * 0.57735)) < 1e-4);
 * ```
 */
export const interval95 = (values: readonly number[]): Interval => {
  const n = values.length;
  const mean = values.reduce((sum, x) => sum + x, 0) / n;
  if (n < 2) return { mean, low: null, high: null };
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1);
  const half = studentQuantile95(n - 1) * Math.sqrt(variance / n);
  return { mean, low: mean - half, high: mean + half };
};
