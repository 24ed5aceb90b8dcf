import { shrinks, type Algorithm } from '@sgmrl/estimators';
import type { GradientStatistics } from './signal-and-noise';

/**
 * What the state knows of the debiasing part of the meta-gradient, c, beside the rest, r: averages
 * over iterations of what tasks tell of their means over the meta-batch, each iteration counting
 * 0.9 times the next.
 */
export interface Shrinkage {
  /** ‖E c‖² */
  readonly signal: number;
  /** tr cov(c̄) */
  readonly noise: number;
  /** tr cov(r̄, c̄) */
  readonly covariance: number;
}

/** Before there is any data. */
export const noShrinkage: Shrinkage = { signal: 0, noise: 0, covariance: 0 };

const memory = 0.9;

/** Iterations of which each keeps all of the part: no average of fewer is worth much. */
const unshrunkIterations = 10;

/** The averages after an iteration; those before it where it tells nothing finite. */
export const nextShrinkage = (
  before: Shrinkage,
  parts: NonNullable<GradientStatistics['parts']> | undefined,
): Shrinkage => {
  if (parts === undefined) return before;
  const average = (old: number, now: number): number => memory * old + (1 - memory) * now;
  const next = {
    signal: average(before.signal, parts.debiasing.signal),
    noise: average(before.noise, parts.debiasing.noise),
    covariance: average(before.covariance, parts.covariance),
  };
  return Object.values(next).every(Number.isFinite) ? next : before;
};

/**
 * w = (signal − covariance) / (signal + noise), held between 0 and 1: with exact moments r̄ + w c̄
 * has the least mean square error for E[r + c],
 *
 *     tr cov(r̄) + 2w · covariance + w² · noise + (1 − w)² · signal .
 *
 * It is 1 in the first ten iterations, and where there is no debiasing part.
 */
export const shrinkageFactorOf = (
  { signal, noise, covariance }: Shrinkage,
  iterationsDone: number,
): number => {
  const size = signal + noise;
  return iterationsDone < unshrunkIterations || !(size > 0)
    ? 1
    : Math.min(1, Math.max(0, (signal - covariance) / size));
};

type Shrinking = Pick<Algorithm, 'estimator' | 'names' | 'shrinkageFactor'>;

/** Whether an algorithm takes its shrinkage factor from the state. */
export const takesShrinkage = ({ estimator, names, shrinkageFactor }: Shrinking): boolean =>
  shrinkageFactor === undefined && shrinks(estimator, names);

/**
 * The algorithm with the shrinkage factor of a state. Throws a RangeError where it takes one and
 * there is none.
 */
export const shrunkAt = <A extends Shrinking>(algorithm: A, shrinkageFactor: number | undefined): A => {
  if (!takesShrinkage(algorithm)) return algorithm;
  if (shrinkageFactor !== undefined) return { ...algorithm, shrinkageFactor };
  throw new RangeError(
    'shrinkage: expected that of a state, found none; initialState begins with it where it is given the algorithm',
  );
};
