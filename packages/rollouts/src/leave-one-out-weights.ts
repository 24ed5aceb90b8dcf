import { add, zeros, type Vector } from '@sgmrl/vector';
import { flow, pipe } from 'fp-ts/lib/function.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import { generalisedAdvantages } from './advantages';
import { checkBatch } from './check-batch';
import { checkDiscount } from './check-discount';
import { tellNothing } from './agreement';
import {
  baselineFeatures,
  normalSums,
  solveNormalSums,
  solveWithoutPenalty,
  type NormalSums,
} from './linear-feature-baseline';
import { momentsWhere, rootMeanSquare } from './normalise';
import { discountedSums } from './returns';
import { checkIndex } from './select';
import { timesteps } from './timesteps';
import type { TrajectoryBatch } from './trajectory-batch';
import {
  checkWeights,
  normalisedAdvantages,
  nothing,
  rewardToGo,
  scaled,
  unscaled,
  type StepWeights,
  type Weights,
} from './weights';

/**
 * The weights of a batch with all that they fit to data fitted to D∖τ_n instead: a function of n that gives what
 * `fitWeights(weights, discount)(without(batch, n))(batch)` does up to rounding, for little more than weighing the batch.
 * The values stand on all rows of D, those of τ_n included, and the values of the other trajectories do not depend on
 * τ_n to the last bit: the sums of the least squares over τ_0 … τ_{n−1} and over τ_{n+1} … τ_{N−1} are added, never subtracted.
 *
 * @throws RangeError unless there are at least two trajectories, n is one of them, and the batch fits (`checkBatch`).
 *
 * @example
 * ```ts
 * import { deepStrictEqual, ok } from 'node:assert';
 * import { leaveOneOutWeights, stepWeights, without } from '@sgmrl/rollouts';
 * const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
 * const batch = { trajectories: 2, steps: 2, observations: column([0, 1, 2, 3]), actions: column([1, 0, 1, 0]),
 *   rewards: [1, 2, 4, 8], mask: [1, 1, 1, 1], lengths: [2, 2] };
 * const weights = { kind: 'advantage', lambda: 0.9 } as const;
 * const { values } = leaveOneOutWeights(weights, 0.5)(batch)(0);
 * const ofTheOther = stepWeights(weights, 0.5)(without(batch, 0)).values;
 * ok(ofTheOther.every((w, h) => Math.abs(w - values[2 + h]) < 1e-9));
 * ```
 */
export const leaveOneOutWeights = (
  weights: Weights,
  discount: number,
): ((batch: TrajectoryBatch) => (n: number) => StepWeights) => {
  checkWeights(weights);
  checkDiscount(discount);
  if (weights.kind === 'scaled-advantage') {
    const leaveOut = leaveOneOutWeights(unscaled(weights), discount);
    return (batch) => flow(leaveOut(batch), scaled(weights));
  }
  return (batch) => {
    checkBatch(batch);
    if (batch.trajectories < 2)
      throw new RangeError(
        `leaveOneOutWeights: expected at least two trajectories, found ${String(batch.trajectories)}`,
      );
    if (weights.kind === 'reward-to-go') {
      const all = rewardToGo(discount)(batch);
      return (n) => {
        checkIndex('leaveOneOutWeights', batch, n);
        return all;
      };
    }
    const { kind, lambda } = weights;
    const features = baselineFeatures(batch);
    const targets = discountedSums(batch, batch.rewards, discount);
    const sums = sumsOfOthers(batch, features, targets);
    const advantages = advantagesOver(batch, features, discount, lambda);
    const decay = discount * lambda;
    const othersTellNothing = tellNothing(batch, { discount, toGo: targets, features });
    return (n) => {
      checkIndex('leaveOneOutWeights', batch, n);
      const coefficients = solveNormalSums(features.length, sums[n]);
      const values = advantages(coefficients);
      if (kind === 'advantage') return { values, scale: 1, decay };
      const others = rowsOfOthers(batch, n);
      const spread = momentsWhere(others, values);
      const members = batch.lengths.flatMap((_, m) => (m === n ? [] : [m]));
      const fitted = {
        coefficients,
        deviation: spread.deviation,
        deviationWithoutPenalty: () =>
          momentsWhere(others, advantages(solveWithoutPenalty(features.length, sums[n]))).deviation,
      };
      // Decided by the others alone, as the proofs of leaving out need it.
      if (othersTellNothing(members, fitted)) return nothing(decay)(batch);
      const perStep = (batch.trajectories - 1) / (timesteps(batch) - batch.lengths[n]);
      return normalisedAdvantages(spread, rootMeanSquare(others, targets), perStep, decay)(batch, values);
    };
  };
};

/** The sums of the least squares over D∖τ_n for each n. */
const sumsOfOthers = (
  { lengths, steps }: TrajectoryBatch,
  features: readonly Float64Array[],
  targets: Vector,
): readonly NormalSums[] => {
  const own = lengths.map((_, n) => normalSums(features, targets, n * steps, (n + 1) * steps));
  const before = pipe(own, RA.scanLeft(zeros(own[0].length), add));
  const after = pipe(own, RA.scanRight(zeros(own[0].length), add));
  return lengths.map((_, n) => add(before[n], after[n + 1]));
};

/**
 * GAE(λ) over the baseline ⟨c, φ⟩ as a function of c. It is linear in the baseline, GAE(r, ⟨c, φ⟩) = GAE(r, 0) + Σ_i c_i GAE(0, φ_i),
 * so the features pass through it once for all c.
 */
const advantagesOver = (
  batch: TrajectoryBatch,
  features: readonly Float64Array[],
  discount: number,
  lambda: number,
): ((coefficients: Vector) => Float64Array) => {
  const unpaid = { ...batch, rewards: zeros(batch.rewards.length) };
  const ofFeatures = features.map((feature) => generalisedAdvantages(unpaid, feature, discount, lambda));
  const ofRewards = discountedSums(batch, batch.rewards, discount * lambda);
  return (coefficients) => {
    const advantages = ofRewards.slice();
    ofFeatures.forEach((feature, i) => {
      const c = coefficients[i];
      for (let row = 0; row < advantages.length; row++) advantages[row] += c * feature[row];
    });
    return advantages;
  };
};

/** Marks the rows of D∖τ_n in which trajectories ran. */
const rowsOfOthers = ({ mask, steps }: TrajectoryBatch, n: number): Pick<TrajectoryBatch, 'mask'> => ({
  mask: Float64Array.from(mask).fill(0, n * steps, (n + 1) * steps),
});
