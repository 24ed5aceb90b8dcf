import type { Vector } from '@sgmrl/vector';
import { penaltyOf } from './linear-feature-baseline';
import type { TrajectoryBatch } from './trajectory-batch';

/**
 * Up to this share of the largest return, differences are no information: rounding, or what the
 * ridge penalty leaves of returns that the baseline's features can match.
 */
const negligible = 1e-5;

/** The largest magnitude; zero of nothing. */
const magnitude = (xs: Vector): number => {
  let most = 0;
  for (let i = 0; i < xs.length; i++) most = Math.max(most, Math.abs(xs[i]));
  return most;
};

/**
 * Whether numbers are equal but for what is no information: all within 10⁻⁵ of the largest
 * magnitude among them.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { nearlyEqual } from '@sgmrl/rollouts';
 * ok(nearlyEqual([1e8, 1e8 + 1]) && nearlyEqual([0, 0]) && nearlyEqual([7]));
 * ok(!nearlyEqual([1, 1.001]) && !nearlyEqual([0, 1e-300]));
 * ```
 */
export const nearlyEqual = (xs: Vector): boolean => {
  let [least, greatest] = [Infinity, -Infinity];
  for (let i = 0; i < xs.length; i++) {
    least = Math.min(least, xs[i]);
    greatest = Math.max(greatest, xs[i]);
  }
  return greatest - least <= negligible * magnitude(xs);
};

/** The first numbers of trajectory n. */
const rowsOf = ({ steps }: TrajectoryBatch, x: Vector, n: number, length: number): Float64Array =>
  Float64Array.from({ length }, (_, h) => x[n * steps + h]);

/** Advantages of some trajectories over the baseline that was fitted to them. */
export interface FittedAdvantages {
  readonly coefficients: Vector;
  readonly deviation: number;
  /** Their deviation over the same baseline fitted without a penalty. */
  readonly deviationWithoutPenalty: () => number;
}

/**
 * Whether the advantages of some trajectories tell nothing of which actions were good, so that
 * dividing by their deviation would blow up rounding or the error of the fit:
 *
 * - the trajectories earned alike: at every step their rewards-to-go (zero after an early end) lie
 *   within 10⁻⁵ of the largest. A single trajectory has no other to differ from; it is asked whether
 *   its rewards do;
 * - or the deviation is within 10⁻⁵ of the largest reward-to-go, or would be without the ridge
 *   penalty: the features can match all rewards-to-go, and the penalty alone keeps them from it.
 *
 * @param toGo the reward-to-go of every row, zero on padding
 * @param members which trajectories, at least one
 */
export const tellNothing = (
  batch: TrajectoryBatch,
  toGo: Vector,
): ((members: readonly number[], advantages: FittedAdvantages) => boolean) => {
  const { steps, lengths, rewards } = batch;
  const largestOf = lengths.map((_, n) => magnitude(rowsOf(batch, toGo, n, steps)));
  return (members, { coefficients, deviation, deviationWithoutPenalty }) => {
    const tolerated = negligible * members.reduce((most, n) => Math.max(most, largestOf[n]), 0);
    const rows = members.reduce((sum, n) => sum + lengths[n], 0);
    const [first] = members;
    const alike =
      members.length === 1
        ? nearlyEqual(rowsOf(batch, rewards, first, lengths[first]))
        : rangesWithin(tolerated, steps, toGo, members);
    return (
      alike ||
      deviation <= tolerated ||
      // Advantages are at most twice the residuals, whose squares are at most the penalty where it
      // alone leaves them.
      (rows * deviation * deviation <= 4 * penaltyOf(coefficients) && deviationWithoutPenalty() <= tolerated)
    );
  };
};

/** Whether at every step the numbers of all members lie within so much. */
const rangesWithin = (tolerated: number, steps: number, x: Vector, members: readonly number[]): boolean => {
  for (let h = 0; h < steps; h++) {
    let [least, greatest] = [Infinity, -Infinity];
    for (const n of members) {
      least = Math.min(least, x[n * steps + h]);
      greatest = Math.max(greatest, x[n * steps + h]);
    }
    // Not a number is within nothing.
    if (!(greatest - least <= tolerated)) return false;
  }
  return true;
};
