import { add, zeros, type Vector } from '@sgmrl/vector';
import { pipe } from 'fp-ts/lib/function.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import { generalisedAdvantages } from './advantages';
import type { AdvantagesLeftOut } from './baseline';
import {
  baselineFeatures,
  distanceToSpan,
  normalSums,
  penaltyOf,
  solveNormalSums,
  solveWithoutPenalty,
  type NormalSums,
} from './linear-feature-least-squares';
import { discountedSums } from './returns';
import type { TrajectoryBatch } from './trajectory-batch';

/**
 * GAE(λ) over the linear baseline fitted to D∖τ_n, for each n, for little more than fitting once.
 * The advantages of the other trajectories do not depend on τ_n to the last bit: the sums of the
 * least squares over τ_0 … τ_{n−1} and over τ_{n+1} … τ_{N−1} are added, never subtracted.
 */
export const linearBaselineLeftOut = (
  batch: TrajectoryBatch,
  rewardsToGo: Vector,
  discount: number,
  lambda: number,
): ((n: number) => AdvantagesLeftOut) => {
  const features = baselineFeatures(batch);
  const sums = sumsOfOthers(batch, features, rewardsToGo);
  const advantages = advantagesOf(batch, features, discount, lambda);
  return (n) => {
    const coefficients = solveNormalSums(features.length, sums[n]);
    return {
      advantages: advantages(coefficients),
      penalty: {
        squares: penaltyOf(coefficients),
        distance: (rows) => distanceToSpan(features, rewardsToGo, rows),
        advantagesWithout: () => advantages(solveWithoutPenalty(features.length, sums[n])),
      },
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
 * GAE(λ) over the baseline ⟨c, φ⟩ as a function of c. It is linear in the baseline, GAE(r, ⟨c, φ⟩)
 * = GAE(r, 0) + Σ_i c_i GAE(0, φ_i), so the features pass through it once for all c.
 */
const advantagesOf = (
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
