import { checkFields } from '@sgmrl/codecs';
import type { Differentials } from '@sgmrl/policies';
import { checkBatch, stepWeights, type StepWeights, type TrajectoryBatch } from '@sgmrl/rollouts';
import { axpy, scale, type Vector } from '@sgmrl/vector';
import type { AdaptationSettings } from './settings';
import { checkFinite } from './check';
import { derivative } from './derivative';
import { checkAdaptation } from './check-settings';

/** What happened in inner step t: where it stood, what it saw, how it weighed it. */
export interface InnerStep {
  /** θ^{t−1} */
  readonly parameters: Vector;
  /** D^t ~ q(·; θ^{t−1}) */
  readonly batch: TrajectoryBatch;
  /** w of D^t */
  readonly weights: StepWeights;
}

/**
 * The inner step taken at θ^{t−1} on D^t, a batch of any size. How many parameters there must be is
 * known to the policy, which {@link adapt} asks.
 *
 * @throws RangeError if the algorithm or the batch does not fit (`checkAlgorithm`, `checkBatch`),
 *   or θ is no list of finite numbers.
 *
 * @example
 * ```ts
 * import { rewardToGo } from '@sgmrl/rollouts';
 * import { deepStrictEqual } from 'node:assert';
 * import { innerStep } from '@sgmrl/estimators';
 * const settings = { stepSize: 2, discount: 1, innerWeights: rewardToGo } as const;
 * const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
 * const batch = { trajectories: 1, steps: 3, observations: column([0, 0, 0]), actions: column([1, 0, 1]),
 *   rewards: [1, 2, 4], mask: [1, 1, 1], lengths: [3] };
 * deepStrictEqual([...innerStep(settings)([0, 0], batch).weights.values], [7, 6, 4]);
 * ```
 */
export const innerStep = (
  settings: AdaptationSettings,
): ((parameters: Vector, batch: TrajectoryBatch) => InnerStep) => {
  checkAdaptation(settings);
  const weigh = stepWeights(settings.innerWeights, settings.discount);
  return (parameters, batch) => {
    checkFields('inner step', { parameters }, { parameters: 'a list of numbers' });
    checkFinite('inner step: parameters', parameters);
    checkBatch(batch);
    return { parameters, batch, weights: weigh(batch) };
  };
};

/**
 * The stochastic policy gradient g(θ, D) = (1/N) Σ_τ Σ_h w_h ∇log π(a_h|s_h; θ), in R^d.
 *
 * @param weights w, one number a row of the batch.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { policyGradient } from '@sgmrl/estimators';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * const one = (x: number) => ({ rows: 1, columns: 1, data: [x] });
 * // One state and two actions, equally likely at θ = 0; action 1 was taken and earned 1.
 * const batch = { trajectories: 1, steps: 1, observations: one(0), actions: one(1),
 *   rewards: [1], mask: [1], lengths: [1] };
 * deepStrictEqual(Array.from(policyGradient(tabularSoftmax(1, 2))([0, 0], batch, batch.rewards)), [-0.5, 0.5]);
 * ```
 */
export const policyGradient =
  (policy: Differentials) =>
  (parameters: Vector, batch: TrajectoryBatch, weights: Vector): Vector => {
    checkBatch(batch);
    const score = policy.weightedScore(parameters, batch, scale(1 / batch.trajectories, weights));
    return derivative('weightedScore', score, parameters);
  };

/**
 * U(θ, D) = θ + α g(θ, D): one step of stochastic policy gradient, θ^{t−1} → θ^t.
 *
 * @example
 * ```ts
 * import { rewardToGo } from '@sgmrl/rollouts';
 * import { deepStrictEqual } from 'node:assert';
 * import { adapt, innerStep } from '@sgmrl/estimators';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * const settings = { stepSize: 2, discount: 1, innerWeights: rewardToGo } as const;
 * const one = (x: number) => ({ rows: 1, columns: 1, data: [x] });
 * const batch = { trajectories: 1, steps: 1, observations: one(0), actions: one(1),
 *   rewards: [1], mask: [1], lengths: [1] };
 * const step = innerStep(settings)([0, 0], batch);
 * deepStrictEqual(Array.from(adapt(tabularSoftmax(1, 2), settings)(step)), [-1, 1]); // 0 + 2·(−½, ½)
 * ```
 */
export const adapt = (policy: Differentials, settings: AdaptationSettings): ((step: InnerStep) => Vector) => {
  checkAdaptation(settings);
  return ({ parameters, batch, weights }) =>
    axpy(settings.stepSize, policyGradient(policy)(parameters, batch, weights.values), parameters);
};
