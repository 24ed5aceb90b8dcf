import { square } from '@sgmrl/elementary';
import { studentQuantile95 } from './student';

/**
 * A mean and the 95 % confidence interval around it; without an interval (null) for a single value.
 */
export interface ConfidenceInterval {
  /** The arithmetic mean. */
  readonly mean: number;
  /** Lower end of the interval. */
  readonly low: number | null;
  /** Upper end of the interval. */
  readonly high: number | null;
}

/**
 * Mean ± t·s/√n of independent values, with s² their unbiased variance and t the 95 % quantile of
 * Student's t with n − 1 degrees of freedom.
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
export const interval95 = (values: readonly number[]): ConfidenceInterval => {
  const n = values.length;
  const mean = values.reduce((sum, x) => sum + x, 0) / n;
  if (n < 2) return { mean, low: null, high: null };
  const variance = values.reduce((sum, x) => sum + square(x - mean), 0) / (n - 1);
  const half = studentQuantile95(n - 1) * Math.sqrt(variance / n);
  return { mean, low: mean - half, high: mean + half };
};
