import { map, type Vector } from '@sgmrl/vector';
import type { FitPenalty } from './baseline';
import { discountedSums } from './returns';
import type { TrajectoryBatch } from './trajectory-batch';

/** Up to this share of the magnitudes that were added, a difference is rounding. */
const rounding = 1e-11;

/**
 * Up to this share of the largest, what a fit without a penalty leaves is what it has not reached
 * yet.
 */
const heldBack = 1e-5;

/** The largest magnitude; zero of nothing. */
const magnitudeOf = (xs: Vector): number => {
  let most = 0;
  for (let i = 0; i < xs.length; i++) most = Math.max(most, Math.abs(xs[i]));
  return most;
};

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
  let [least, greatest] = [Infinity, -Infinity];
  for (let i = 0; i < xs.length; i++) {
    least = Math.min(least, xs[i]);
    greatest = Math.max(greatest, xs[i]);
  }
  return greatest - least <= rounding * magnitudeOf(xs);
};

/** What a batch is asked by {@link tellNothing}. */
export interface Earned {
  readonly discount: number;
  /** Reward-to-go of every row, zero on padding. */
  readonly toGo: Vector;
}

/** Advantages of some trajectories over the baseline that was fitted to them. */
export interface FittedAdvantages {
  readonly deviation: number;
  /** Where a penalty keeps the baseline from what it could match. */
  readonly penalty?:
    | (Pick<FitPenalty, 'squares' | 'distance'> & {
        /** The deviation of the advantages over the same baseline fitted without it. */
        readonly deviationWithout: () => number;
      })
    | undefined;
}

/**
 * Whether the advantages of some trajectories tell nothing of which actions were good, so that
 * dividing by their deviation would blow up rounding or the error of the fit:
 *
 * - the trajectories earned alike: at every step their rewards-to-go (zero after an early end) lie
 *   within 10⁻¹¹ of the sum of the magnitudes of the rewards still to come. A single trajectory has
 *   no other to differ from; it is asked whether its rewards are equal;
 * - or the baseline can match all rewards-to-go up to 10⁻¹¹ of them, and a penalty of its fit alone
 *   keeps it from that: without, at most 10⁻⁵ of the largest is left.
 *
 * @param members which trajectories, at least one
 */
export const tellNothing = (
  batch: TrajectoryBatch,
  { discount, toGo }: Earned,
): ((members: readonly number[], advantages: FittedAdvantages) => boolean) => {
  const { steps, lengths, rewards } = batch;
  const magnitudes = discountedSums(batch, map(rewards, Math.abs), discount);
  return (members, { deviation, penalty }) => {
    const rows = () => members.flatMap((n) => Array.from({ length: lengths[n] }, (_, h) => n * steps + h));
    const count = members.reduce((sum, n) => sum + lengths[n], 0);
    const alike =
      members.length === 1
        ? nearlyEqual(rows().map((row) => rewards[row]))
        : agreeAtEveryStep(steps, toGo, magnitudes, members);
    // Advantages are at most twice the residuals of the fit, whose squares are at most the penalty
    // where it alone leaves them: this spares most batches the fits without it.
    if (alike || penalty === undefined || count * deviation * deviation > 4 * penalty.squares) return alike;
    const largest = magnitudeOf(rows().map((row) => toGo[row]));
    return penalty.deviationWithout() <= heldBack * largest && penalty.distance(rows()) <= rounding;
  };
};

/**
 * Whether at every step the numbers of all members are equal up to rounding of what they are sums
 * of.
 */
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
