import type { Vector } from '@sgmrl/vector';
import { addTrajectory, noSums, solveNormalSums, type NormalSums } from './linear-feature-baseline';
import { discountedSums } from './returns';
import type { TrajectoryBatch } from './trajectory-batch';
import {
  advantagesOver,
  finishAdvantages,
  rewardToGo,
  type ReferenceRows,
  type StepWeights,
  type Weights,
} from './weights';

/**
 * The weights of a batch with all that they fit to data fitted to D∖τ_n instead: a function of n that gives what
 * `fitWeights(weights, discount)(without(batch, n))(batch)` does up to rounding, for little more than weighing the batch.
 * The values stand on all rows of D, those of τ_n included, and the values of the other trajectories do not depend on
 * τ_n to the last bit: the sums of the least squares over τ_0 … τ_{n−1} and over τ_{n+1} … τ_{N−1} are added, never subtracted.
 *
 * @throws RangeError unless there are at least two trajectories.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, ok } from 'node:assert';
 * import { leaveOneOutWeights, stepWeights, without } from '@sgmrl/rollouts';
 * const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
 * const batch = { trajectories: 2, steps: 2, observations: column([0, 1, 2, 3]), actions: column([1, 0, 1, 0]),
 *   rewards: [1, 2, 4, 8], mask: [1, 1, 1, 1], lengths: [2, 2], terminated: [false, false] };
 * const weights = { kind: 'advantage', lambda: 0.9 } as const;
 * const { values } = leaveOneOutWeights(weights, 0.5)(batch)(0);
 * const ofTheOther = stepWeights(weights, 0.5)(without(batch, 0)).values;
 * ok(ofTheOther.every((w, h) => Math.abs(w - values[2 + h]) < 1e-9));
 * ```
 */
export const leaveOneOutWeights =
  (weights: Weights, discount: number) =>
  (batch: TrajectoryBatch): ((n: number) => StepWeights) => {
    if (batch.trajectories < 2)
      throw new RangeError(
        `leaveOneOutWeights: expected at least two trajectories, found ${String(batch.trajectories)}`,
      );
    if (weights.kind === 'reward-to-go') {
      const all = rewardToGo(discount)(batch);
      return () => all;
    }
    const sums = sumsOfOthers(batch, discountedSums(batch, batch.rewards, discount));
    return (n) => {
      const advantages = advantagesOver(weights, discount, solveNormalSums(batch, sums[n]))(batch);
      return finishAdvantages(weights, discount)(rowsOfOthers(batch, n), advantages)(batch, advantages);
    };
  };

/** The sums of the least squares over D∖τ_n for each n. */
const sumsOfOthers = (batch: TrajectoryBatch, targets: Vector): readonly NormalSums[] => {
  const last = batch.trajectories - 1;
  const sums = batch.lengths.map(() => noSums(batch));
  const before = noSums(batch);
  for (let n = 0; n < last; n++) {
    addTrajectory(batch, targets, n, before);
    sums[n + 1].set(before);
  }
  const after = noSums(batch);
  for (let n = last; n > 0; n--) {
    addTrajectory(batch, targets, n, after);
    for (let i = 0; i < after.length; i++) sums[n - 1][i] += after[i];
  }
  return sums;
};

/** Where the rows of D∖τ_n stand in D. */
const rowsOfOthers = (batch: TrajectoryBatch, n: number): ReferenceRows => ({
  trajectories: batch.trajectories - 1,
  lengths: batch.lengths.filter((_, m) => m !== n),
  mask: Float64Array.from(batch.mask).fill(0, n * batch.steps, (n + 1) * batch.steps),
});
