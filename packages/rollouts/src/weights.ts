import { checkFields } from '@sgmrl/codecs';
import { scale, zeros, type Vector } from '@sgmrl/vector';
import { flow } from 'fp-ts/lib/function.js';
import { generalisedAdvantages } from './advantages';
import { tellNothing } from './agreement';
import { checkBatch } from './check-batch';
import { checkDiscount } from './check-discount';
import {
  baselineFeatures,
  normalSums,
  predictLinearFeatureBaseline,
  solveNormalSums,
  solveWithoutPenalty,
} from './linear-feature-baseline';
import { moments, normalisationEpsilon, rootMeanSquare, type Moments } from './normalise';
import { discountedRewards, discountedSums } from './returns';
import { timesteps } from './timesteps';
import type { TrajectoryBatch } from './trajectory-batch';

/**
 * Which weights w_h multiply log π(a_h|s_h) in the surrogate ν(θ, D) = (1/N) Σ_τ Σ_h w_h log π.
 *
 * - `reward-to-go`: w_h = Σ_{t≥h} γ^t r_t; its policy gradient is unbiased for ∇J.
 * - `advantage`: GAE(λ) over a linear feature baseline fitted to the batch, w_h = Â_h.
 * - `normalised-advantage`: GAE(λ), shifted and scaled to mean zero and deviation one over the batch and divided
 *   by the mean trajectory length, so that the surrogate is a mean over time steps.
 * - `scaled-advantage`: w_h = s Â_h with a scale s that does not depend on the batch. Training can
 *   take it from its state: the scale that normalising gave the iteration before.
 *
 * Nothing is divided by a deviation that is rounding. A deviation below 10⁻⁶ of the root mean square
 * of the rewards-to-go counts as that much. Normalised advantages are zero where they tell nothing of
 * which actions were good: where all trajectories earn the same at every step, and where the baseline
 * matches all rewards-to-go, up to rounding.
 */
export type Weights =
  | { readonly kind: 'reward-to-go' }
  | { readonly kind: 'advantage'; readonly lambda: number }
  | { readonly kind: 'normalised-advantage'; readonly lambda: number }
  | {
      readonly kind: 'scaled-advantage';
      readonly lambda: number;
      /** s; `state` where training puts in what its state holds. */
      readonly scale: number | 'state';
    };

/** Weights of a batch, with what the debiasing parts need to know of how they were made. */
export interface StepWeights {
  /** w, one number a row; zero on padding. */
  readonly values: Float64Array;
  /**
   * s such that the policy gradient with these weights estimates s·∇J. What stands beside it must
   * be scaled alike. Zero where the weights are normalised and the batch that they are fitted to
   * tells nothing.
   */
  readonly scale: number;
  /**
   * The share of w_{h'} that comes after an action at h ≥ h' is decay^{h−h'} (w_h − shift): 1 for rewards discounted from
   * the start, γλ for generalised advantages. Causal estimators use it.
   */
  readonly decay: number;
}

/**
 * Throws a RangeError unless weights are what {@link Weights} says: plain data may come from a
 * program without types.
 *
 * @example
 * ```ts
 * import { throws } from 'node:assert';
 * import { checkWeights } from '@sgmrl/rollouts';
 * checkWeights({ kind: 'advantage', lambda: 0.9 });
 * throws(() => checkWeights({ kind: 'advantage', lambda: 9 }),
 *   { message: 'weights: expected lambda from 0 to 1, found 9' });
 * ```
 */
export const checkWeights = (weights: Weights): void => {
  checkFields('weights', weights, {});
  switch (weights.kind) {
    case 'reward-to-go':
      return;
    case 'advantage':
    case 'normalised-advantage':
      checkLambda(weights.lambda);
      return;
    case 'scaled-advantage':
      checkLambda(weights.lambda);
      scaleOf(weights);
      return;
    default: {
      const { kind }: { readonly kind: unknown } = weights;
      throw new RangeError(
        `weights: expected one of reward-to-go, advantage, normalised-advantage, scaled-advantage, found '${String(kind)}'`,
      );
    }
  }
};

const checkLambda = (lambda: number): void => {
  if (!(Number.isFinite(lambda) && lambda >= 0 && lambda <= 1))
    throw new RangeError(`weights: expected lambda from 0 to 1, found ${String(lambda)}`);
};

type Scaled = Extract<Weights, { readonly kind: 'scaled-advantage' }>;

const scaleOf = ({ scale }: Scaled): number => {
  if (scale !== 'state' && Number.isFinite(scale) && scale > 0) return scale;
  throw new RangeError(`weights: expected a scale above 0, found ${String(scale)}`);
};

/** The weights that scaled ones are a multiple of. */
export const unscaled = ({ lambda }: Scaled): Weights => ({ kind: 'advantage', lambda });

/** s times the weights. */
export const scaled =
  (weights: Scaled) =>
  ({ values, decay, ...others }: StepWeights): StepWeights => ({
    values: scale(scaleOf(weights), values),
    scale: scaleOf(weights) * others.scale,
    decay,
  });

/**
 * The weights with all that they fit to data (baseline, normalisation) fitted to a reference batch: a function that weighs any
 * batch, one trajectory apart from the others. Fitted to other trajectories, the weights of a trajectory depend on its own
 * data only as rewards do.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { fitWeights, stepWeights } from '@sgmrl/rollouts';
 * const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
 * const batch = { trajectories: 1, steps: 3, observations: column([0, 0, 0]), actions: column([0, 0, 0]),
 *   rewards: [1, 2, 4], mask: [1, 1, 1], lengths: [3] };
 * const weights = { kind: 'advantage', lambda: 0.9 } as const;
 * deepStrictEqual(fitWeights(weights, 0.5)(batch)(batch), stepWeights(weights, 0.5)(batch));
 * ```
 */
export const fitWeights = (
  weights: Weights,
  discount: number,
): ((reference: TrajectoryBatch) => (batch: TrajectoryBatch) => StepWeights) => {
  checkWeights(weights);
  checkDiscount(discount);
  if (weights.kind === 'scaled-advantage') {
    const fitTo = fitWeights(unscaled(weights), discount);
    return (reference) => flow(fitTo(reference), scaled(weights));
  }
  return (reference) => {
    checkBatch(reference);
    if (weights.kind === 'reward-to-go') return rewardToGo(discount);
    const { kind, lambda } = weights;
    const targets = discountedSums(reference, reference.rewards, discount);
    const features = baselineFeatures(reference);
    const sums = normalSums(features, targets, 0, reference.mask.length);
    const coefficients = solveNormalSums(features.length, sums);
    const advantagesOver = (c: Vector) => (batch: TrajectoryBatch) =>
      generalisedAdvantages(batch, predictLinearFeatureBaseline(batch, c), discount, lambda);
    const advantages = advantagesOver(coefficients);
    const decay = discount * lambda;
    if (kind === 'advantage') return (batch) => ({ values: advantages(batch), scale: 1, decay });
    const ofReference = advantages(reference);
    const spread = moments(reference, ofReference);
    const all = reference.lengths.map((_, n) => n);
    const fitted = {
      coefficients,
      deviation: spread.deviation,
      deviationWithoutPenalty: () =>
        moments(reference, advantagesOver(solveWithoutPenalty(features.length, sums))(reference)).deviation,
    };
    if (tellNothing(reference, { discount, toGo: targets, features })(all, fitted)) return nothing(decay);
    const perStep = reference.trajectories / timesteps(reference);
    const normalise = normalisedAdvantages(spread, rootMeanSquare(reference, targets), perStep, decay);
    return (batch) => normalise(batch, batch === reference ? ofReference : advantages(batch));
  };
};

/** Zeros, in the place of advantages that tell nothing; there is no deviation to scale by. */
export const nothing =
  (decay: number) =>
  ({ mask }: TrajectoryBatch): StepWeights => ({ values: zeros(mask.length), scale: 0, decay });

/** Nothing is fitted: the weights of every batch. */
export const rewardToGo =
  (discount: number) =>
  (batch: TrajectoryBatch): StepWeights => ({
    values: discountedSums(batch, discountedRewards(batch, discount), 1),
    scale: 1,
    decay: 1,
  });

/**
 * Up to this share of the rewards-to-go, a deviation of advantages is not divided by as it is: the
 * less it is, the less the weights, so that they go to zero rather than break off where differences
 * become rounding.
 */
const leastDeviation = 1e-6;

/**
 * Advantages less their mean, over max(deviation, 10⁻⁶ root mean square of the rewards-to-go) + ε,
 * and times `perStep`, 1/(mean trajectory length).
 */
export const normalisedAdvantages =
  ({ mean, deviation }: Moments, toGo: number, perStep: number, decay: number) =>
  ({ mask }: TrajectoryBatch, advantages: Vector): StepWeights => {
    const spread = Math.max(deviation, leastDeviation * toGo) + normalisationEpsilon;
    const values = new Float64Array(advantages.length);
    for (let row = 0; row < values.length; row++)
      if (mask[row] !== 0) values[row] = ((advantages[row] - mean) / spread) * perStep;
    return { values, scale: perStep / spread, decay };
  };

/**
 * The weights of a batch, as {@link Weights} says. A function of the data only.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { stepWeights } from '@sgmrl/rollouts';
 * const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
 * const batch = { trajectories: 1, steps: 3, observations: column([0, 0, 0]), actions: column([0, 0, 0]),
 *   rewards: [1, 2, 4], mask: [1, 1, 1], lengths: [3] };
 * const { values, scale, decay } = stepWeights({ kind: 'reward-to-go' }, 0.5)(batch);
 * deepStrictEqual([...values], [3, 2, 1]); // rewards discounted from the start: 1, 1, 1
 * deepStrictEqual([scale, decay], [1, 1]);
 * ```
 */
export const stepWeights = (
  weights: Weights,
  discount: number,
): ((batch: TrajectoryBatch) => StepWeights) => {
  const fitTo = fitWeights(weights, discount);
  return (batch) => fitTo(batch)(batch);
};
