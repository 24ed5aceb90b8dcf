import type { Vector } from '@sgmrl/vector';
import { penaltyOf, residualWithoutPenalty } from './linear-feature-baseline';
import { discountedSums } from './returns';
import type { TrajectoryBatch } from './trajectory-batch';

/** Up to this share of the magnitudes that were added, a difference is rounding. */
const rounding = 1e-11;

/**
 * Whether numbers are equal up to rounding: all within 10⁻¹¹ of the largest magnitude among them.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { nearlyEqual } from '@sgmrl/rollouts';
 * ok(nearlyEqual([0.1 + 0.2, 0.3]) && nearlyEqual([0, 0]) && nearlyEqual([7]));
 * ok(!nearlyEqual([1, 1 + 1e-9]) && !nearlyEqual([0, 1e-300]));
 * ```
 */
export const nearlyEqual = (xs: Vector): boolean => {
  let [least, greatest, magnitude] = [Infinity, -Infinity, 0];
  for (let i = 0; i < xs.length; i++) {
    least = Math.min(least, xs[i]);
    greatest = Math.max(greatest, xs[i]);
    magnitude = Math.max(magnitude, Math.abs(xs[i]));
  }
  return greatest - least <= rounding * magnitude;
};

/** What a batch is asked by {@link tellNothing}. */
export interface Earned {
  readonly discount: number;
  /** Reward-to-go of every row, zero on padding. */
  readonly toGo: Vector;
  /** φ of every row, one vector for each feature. */
  readonly features: readonly Vector[];
}

/** The baseline fitted to some trajectories, and the deviation of their advantages over it. */
export interface FittedAdvantages {
  readonly coefficients: Vector;
  readonly deviation: number;
}

/**
 * Whether the advantages of some trajectories tell nothing of which actions were good, so that
 * dividing by their deviation would blow up rounding or the error of the fit:
 *
 * - the trajectories earned alike: at every step their rewards-to-go (zero after an early end) lie
 *   within 10⁻¹¹ of the sum of the magnitudes of the rewards still to come. A single trajectory has
 *   no other to differ from; it is asked whether its rewards are equal;
 * - or the baseline's features match all rewards-to-go, up to 10⁻¹¹ of them, but for the ridge penalty.
 *
 * @param members which trajectories, at least one
 */
export const tellNothing = (
  batch: TrajectoryBatch,
  { discount, toGo, features }: Earned,
): ((members: readonly number[], advantages: FittedAdvantages) => boolean) => {
  const { steps, lengths, rewards } = batch;
  const magnitudes = discountedSums(batch, Float64Array.from(rewards, Math.abs), discount);
  return (members, { coefficients, deviation }) => {
    const [first] = members;
    const alike =
      members.length === 1
        ? nearlyEqual(Array.from({ length: lengths[first] }, (_, h) => rewards[first * steps + h]))
        : agreeAtEveryStep(steps, toGo, magnitudes, members);
    if (alike) return true;
    const count = members.reduce((sum, n) => sum + lengths[n], 0);
    // What the penalty leaves of targets that features can match is about the penalty itself, so
    // most batches need no second fit.
    const perhapsMatched =
      count <= features.length || count * deviation * deviation <= 4 * penaltyOf(coefficients);
    if (!perhapsMatched) return false;
    const rows = members.flatMap((n) => Array.from({ length: lengths[n] }, (_, h) => n * steps + h));
    return residualWithoutPenalty(features, toGo, rows) <= rounding;
  };
};

/** Whether at every step the numbers of all members are equal up to rounding of what they are sums of. */
const agreeAtEveryStep = (
  steps: number,
  toGo: Vector,
  magnitudes: Vector,
  members: readonly number[],
): boolean => {
  for (let h = 0; h < steps; h++) {
    let [least, greatest, magnitude] = [Infinity, -Infinity, 0];
    for (const n of members) {
      least = Math.min(least, toGo[n * steps + h]);
      greatest = Math.max(greatest, toGo[n * steps + h]);
      magnitude = Math.max(magnitude, magnitudes[n * steps + h]);
    }
    // Not a number is within nothing.
    if (!(greatest - least <= rounding * magnitude)) return false;
  }
  return true;
};
