import type { ObservationScaling } from '@sgmrl/policies';
import type { TrajectoryBatch } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';

/**
 * Running moments of observations that are vectors, entry by entry, over all time steps so far.
 *
 * Source: the update of Chan, Golub and LeVeque (1979), Updating formulae and a pairwise algorithm
 * for computing sample variances, equations 2.1.
 */
export interface ObservationMoments {
  /** n, the time steps seen. */
  readonly count: number;
  /** ō_i */
  readonly mean: Vector;
  /** Σ (o_i − ō_i)² */
  readonly squares: Vector;
}

/** Of observations of so many numbers, before any was seen. */
export const noObservations = (size: number): ObservationMoments => ({
  count: 0,
  mean: new Float64Array(size),
  squares: new Float64Array(size),
});

/** Of the steps taken in one batch, in two passes. */
const momentsOf = ({ observations: { columns, data }, mask }: TrajectoryBatch): ObservationMoments => {
  const mean = new Float64Array(columns);
  const squares = new Float64Array(columns);
  let count = 0;
  for (let k = 0; k < mask.length; k += 1) {
    if (mask[k] === 0) continue;
    count += 1;
    for (let i = 0; i < columns; i += 1) mean[i] += data[k * columns + i];
  }
  for (let i = 0; i < columns; i += 1) mean[i] /= count;
  for (let k = 0; k < mask.length; k += 1) {
    if (mask[k] === 0) continue;
    for (let i = 0; i < columns; i += 1) {
      const away = data[k * columns + i] - mean[i];
      squares[i] += away * away;
    }
  }
  return { count, mean, squares };
};

/** The moments of two sets of observations together. */
const together = (one: ObservationMoments, other: ObservationMoments): ObservationMoments => {
  if (one.count === 0) return other;
  if (other.count === 0) return one;
  const count = one.count + other.count;
  const share = other.count / count;
  const apart = Float64Array.from(one.mean, (mean, i) => other.mean[i] - mean);
  return {
    count,
    mean: Float64Array.from(one.mean, (mean, i) => mean + share * apart[i]),
    squares: Float64Array.from(
      one.squares,
      (squares, i) => squares + other.squares[i] + one.count * share * apart[i] * apart[i],
    ),
  };
};

/**
 * The moments with those of some more sets, in their order: other orders may differ by rounding.
 */
export const withObservations = (
  moments: ObservationMoments,
  more: readonly ObservationMoments[],
): ObservationMoments => more.reduce(together, moments);

/** The moments of the steps taken in some batches. */
export const observationMoments = (size: number, batches: readonly TrajectoryBatch[]): ObservationMoments =>
  withObservations(noObservations(size), batches.map(momentsOf));

/** A deviation of less than this share of the mean is rounding. */
const least = 1e-8;

/**
 * What makes the observations so far have mean 0 and variance 1: (o − ō)/σ̂ with σ̂² = Σ (o −
 * ō)²/n. An entry that has not varied yet is only centred.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { scalingOf } from '@sgmrl/meta-learning';
 * // Of 0, 2, 4 and 6 the mean is 3 and Σ (o − 3)² = 20; the second entry was 7 each time.
 * const moments = { count: 4, mean: [3, 7], squares: [20, 0] };
 * const { mean, scale } = scalingOf(moments, 10);
 * deepStrictEqual([...Array.from(mean), ...Array.from(scale)], [3, 7, Math.sqrt(5), 1]);
 * ```
 */
export const scalingOf = (
  { count, mean, squares }: ObservationMoments,
  clip: number,
): ObservationScaling => ({
  mean,
  scale: Float64Array.from(mean, (centre, i) => {
    const deviation = count === 0 ? 0 : Math.sqrt(squares[i] / count);
    return deviation > least * Math.abs(centre) ? deviation : 1;
  }),
  clip,
});
