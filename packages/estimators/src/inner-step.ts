import type { Policy } from '@sgmrl/policies';
import { stepWeights, type StepWeights, type TrajectoryBatch } from '@sgmrl/rollouts';
import { axpy, scale, type Vector } from '@sgmrl/vector';
import type { Algorithm } from './algorithm';

/** What happened in inner step t: where it stood, what it saw, how it weighed it. */
export interface InnerStep {
  /** θ^{t−1} */
  readonly parameters: Vector;
  /** D^t ~ q(·; θ^{t−1}) */
  readonly batch: TrajectoryBatch;
  /** w of D^t */
  readonly weights: StepWeights;
}

/** The inner step taken at θ^{t−1} on D^t. */
export const innerStep =
  (algorithm: Algorithm) =>
  (parameters: Vector, batch: TrajectoryBatch): InnerStep => ({
    parameters,
    batch,
    weights: stepWeights(algorithm.innerWeights, algorithm.discount)(batch),
  });

/**
 * The stochastic policy gradient g(θ, D) = (1/N) Σ_τ Σ_h w_h ∇log π(a_h|s_h; θ), in R^d.
 *
 * @param weights w, one number a row of the batch.
 */
export const policyGradient =
  (policy: Policy) =>
  (parameters: Vector, batch: TrajectoryBatch, weights: Vector): Vector =>
    policy.weightedScore(parameters, batch, scale(1 / batch.trajectories, weights));

/** U(θ, D) = θ + α g(θ, D): one step of stochastic policy gradient, θ^{t−1} → θ^t. */
export const adapt =
  (policy: Policy, algorithm: Algorithm) =>
  (step: InnerStep): Vector =>
    axpy(
      algorithm.stepSize,
      policyGradient(policy)(step.parameters, step.batch, step.weights.values),
      step.parameters,
    );
