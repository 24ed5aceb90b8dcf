import type { Differentials } from '@sgmrl/policies';
import { stepWeights, type StepWeights, type TrajectoryBatch } from '@sgmrl/rollouts';
import { axpy, scale, type Vector } from '@sgmrl/vector';
import type { AdaptationSettings } from './algorithm';

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
 * The inner step taken at θ^{t−1} on D^t.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { innerStep } from '@sgmrl/estimators';
 * const settings = { discount: 1, innerWeights: { kind: 'reward-to-go' } } as const;
 * const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
 * const batch = { trajectories: 1, steps: 3, observations: column([0, 0, 0]), actions: column([1, 0, 1]),
 *   rewards: [1, 2, 4], mask: [1, 1, 1], lengths: [3] };
 * deepStrictEqual([...innerStep(settings)([0, 0], batch).weights.values], [7, 6, 4]);
 * ```
 */
export const innerStep =
  ({ innerWeights, discount }: Pick<AdaptationSettings, 'innerWeights' | 'discount'>) =>
  (parameters: Vector, batch: TrajectoryBatch): InnerStep => ({
    parameters,
    batch,
    weights: stepWeights(innerWeights, discount)(batch),
  });

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
  (parameters: Vector, batch: TrajectoryBatch, weights: Vector): Vector =>
    policy.weightedScore(parameters, batch, scale(1 / batch.trajectories, weights));

/**
 * U(θ, D) = θ + α g(θ, D): one step of stochastic policy gradient, θ^{t−1} → θ^t.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { adapt, innerStep } from '@sgmrl/estimators';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * const settings = { stepSize: 2, discount: 1, innerWeights: { kind: 'reward-to-go' } } as const;
 * const one = (x: number) => ({ rows: 1, columns: 1, data: [x] });
 * const batch = { trajectories: 1, steps: 1, observations: one(0), actions: one(1),
 *   rewards: [1], mask: [1], lengths: [1] };
 * const step = innerStep(settings)([0, 0], batch);
 * deepStrictEqual(Array.from(adapt(tabularSoftmax(1, 2), settings)(step)), [-1, 1]); // 0 + 2·(−½, ½)
 * ```
 */
export const adapt =
  (policy: Differentials, { stepSize }: Pick<AdaptationSettings, 'stepSize'>) =>
  (step: InnerStep): Vector =>
    axpy(stepSize, policyGradient(policy)(step.parameters, step.batch, step.weights.values), step.parameters);
