import { exp } from '@sgmrl/elementary';
import type { Policy } from '@sgmrl/policies';
import { add, axpy, scale, subtract, zipWith, type Vector } from '@sgmrl/vector';
import type { Algorithm } from '../algorithm';
import { checkAlgorithm } from '../check-algorithm';
import { lazy } from '../lazy';
import { logRatios } from './likelihood-ratio';
import {
  ratioInside,
  type SurrogateBatch,
  type SurrogateData,
  type SurrogateEvaluation,
  type SurrogateStep,
} from './surrogate-data';

/** A batch seen from other parameters than those that drew it. */
export interface Seen<B extends SurrogateBatch> {
  readonly kept: B;
  /** θ^t */
  readonly parameters: Vector;
  /** log ρ, ρ = π(a|s; θ^t) / π(a|s; θ_k^t), of each row. */
  readonly logRatio: () => Vector;
}

/** The adaptation of θ on the data of θ_k. */
export interface SeenAdaptation {
  /** From θ^0 = θ, …, θ^{ζ−1} */
  readonly steps: readonly Seen<SurrogateStep>[];
  /** From θ^ζ */
  readonly evaluation: Seen<SurrogateEvaluation>;
}

const see =
  (policy: Policy) =>
  <B extends SurrogateBatch>(kept: B, parameters: Vector): Seen<B> => ({
    kept,
    parameters,
    logRatio: lazy(() =>
      logRatios(kept.batch, kept.logProbability, policy.logProbability(parameters, kept.batch)),
    ),
  });

/** What multiplies ∇log π in the inner step: w/N, times ρ where the likelihood ratio stands inside. */
const moving = (algorithm: Algorithm, { kept, logRatio }: Seen<SurrogateStep>): Vector =>
  ratioInside(algorithm)
    ? zipWith(kept.weights, logRatio(), (weight, log) => (weight === 0 ? 0 : weight * exp(log)))
    : kept.weights;

/** α times {@link moving}: what multiplies ∇²log π in the Jacobian of the inner step. */
export const curvatureOf = (algorithm: Algorithm, step: Seen<SurrogateStep>): Vector =>
  scale(algorithm.stepSize, moving(algorithm, step));

/** Adapts θ on the data of θ_k. With the identity Jacobian the inner step is the one that θ_k took. */
export const seeFrom =
  (policy: Policy, algorithm: Algorithm) =>
  ({ steps, evaluation }: SurrogateData, theta: Vector): SeenAdaptation => {
    checkAlgorithm(algorithm);
    const next = (step: Seen<SurrogateStep>, t: number): Vector => {
      const { kept, parameters } = step;
      if (algorithm.jacobian === 'full')
        return axpy(
          algorithm.stepSize,
          policy.weightedScore(parameters, kept.batch, moving(algorithm, step)),
          parameters,
        );
      const { parameters: reached } = t + 1 < steps.length ? steps[t + 1] : evaluation;
      return add(parameters, subtract(reached, kept.parameters));
    };
    const seen: Seen<SurrogateStep>[] = [];
    let parameters = theta;
    steps.forEach((kept, t) => {
      const step = see(policy)(kept, parameters);
      seen.push(step);
      parameters = next(step, t);
    });
    return { steps: seen, evaluation: see(policy)(evaluation, parameters) };
  };
