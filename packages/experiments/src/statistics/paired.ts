import { power, square } from '@sgmrl/elementary';
import { interval95, type ConfidenceInterval } from './interval';
import { studentTwoSided } from './student';

/** What paired values say of the difference of their means. */
export interface PairedTest {
  /** How many. */
  readonly pairs: number;
  /** Mean of x − y and its 95 % interval (Student's t). */
  readonly difference: ConfidenceInterval;
  /** Two-sided p of the paired t-test; null for a single pair. */
  readonly studentP: number | null;
  /** Two-sided p of the exact sign-flip test; null for more pairs than can be enumerated. */
  readonly signFlipP: number | null;
}

const sum = (xs: readonly number[]): number => xs.reduce((total, x) => total + x, 0);

const studentP = (differences: readonly number[]): number | null => {
  const n = differences.length;
  if (n < 2) return null;
  const mean = sum(differences) / n;
  const variance = sum(differences.map((d) => square(d - mean))) / (n - 1);
  if (variance === 0) return mean === 0 ? 1 : 0;
  return studentTwoSided(n - 1, mean / Math.sqrt(variance / n));
};

/** 2²⁰ sums take a moment. */
const mostPairs = 20;

/** The part of all ways to choose signs for which |Σ ± d| is at least |Σ d|. */
const signFlipP = (differences: readonly number[]): number | null => {
  const n = differences.length;
  if (n > mostPairs) return null;
  // Sums of the same numbers in another order may differ in their last bits.
  const least = Math.abs(sum(differences)) - 1e-12 * sum(differences.map(Math.abs));
  let extreme = 0;
  const ways = power(2, n);
  for (let signs = 0; signs < ways; signs += 1) {
    let total = 0;
    for (let i = 0; i < n; i += 1) total += (signs >> i) & 1 ? -differences[i] : differences[i];
    if (Math.abs(total) >= least) extreme += 1;
  }
  return extreme / ways;
};

/**
 * Compares values that come in pairs, such as two algorithms with the same seed: x_i beside y_i.
 * The t-test takes the differences to be normal, which few of them cannot show; the sign-flip test
 * takes them only to be symmetric about their mean if there is no effect, and with n pairs its p is
 * at least 2^(1−n): 0.0625 for five.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, ok } from 'node:assert';
 * import { pairedTest } from '@sgmrl/experiments';
 * const { difference, studentP, signFlipP } = pairedTest([3, 5, 4], [2, 2, 2]);
 * deepStrictEqual([difference.mean, signFlipP], [2, 0.25]);
 * ok(studentP !== null && Math.abs(studentP - 0.0742) < 1e-4); // t = 2√3 with two degrees of freedom
 * ```
 */
export const pairedTest = (xs: readonly number[], ys: readonly number[]): PairedTest => {
  const differences = xs.map((x, i) => x - ys[i]);
  return {
    pairs: differences.length,
    difference: interval95(differences),
    studentP: studentP(differences),
    signFlipP: signFlipP(differences),
  };
};

/**
 * Holm's adjustment of the p of m tests: the k-th smallest is multiplied by m + 1 − k, none becomes
 * smaller than one before it, none larger than 1. Those at most 0.05 are then false with
 * probability at most 0.05 in all. (Holm, Scandinavian Journal of Statistics 6, 1979.)
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { holm } from '@sgmrl/experiments';
 * deepStrictEqual(holm([0.5, 0.125, 0.25]), [0.5, 0.375, 0.5]);
 * ```
 */
export const holm = (ps: readonly number[]): readonly number[] => {
  const order = ps.map((_, i) => i).sort((i, j) => ps[i] - ps[j]);
  const adjusted = ps.map(() => 0);
  let largest = 0;
  order.forEach((i, k) => {
    largest = Math.min(1, Math.max(largest, ps[i] * (ps.length - k)));
    adjusted[i] = largest;
  });
  return adjusted;
};
