import { exp } from '@sgmrl/elementary';
import type { Policy } from '@sgmrl/policies';
import { add, axpy, scale, subtract, zipWith, type Vector } from '@sgmrl/vector';
import { lazy } from '../lazy';
import type { Likelihood } from '../likelihood';
import { logRatios } from './likelihood-ratio';
import {
  ratioInside,
  type SurrogateBatch,
  type SurrogateData,
  type SurrogateOuterBatch,
  type SurrogateSettings,
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
  readonly outerBatch: Seen<SurrogateOuterBatch>;
}

const see =
  (policy: Pick<Policy, 'logProbability'>) =>
  <B extends SurrogateBatch>(kept: B, parameters: Vector): Seen<B> => ({
    kept,
    parameters,
    logRatio: lazy(() =>
      logRatios(kept.batch, kept.logProbability, policy.logProbability(parameters, kept.batch)),
    ),
  });

/**
 * What multiplies ∇log π in the inner step: w/N, times ρ where the likelihood ratio stands inside.
 */
const moving = (settings: SurrogateSettings, { kept, logRatio }: Seen<SurrogateStep>): Vector =>
  ratioInside(settings)
    ? zipWith(kept.weights, logRatio(), (weight, log) => (weight === 0 ? 0 : weight * exp(log)))
    : kept.weights;

/** α times {@link moving}: what multiplies ∇²log π in the Jacobian of the inner step. */
export const curvatureOf = (settings: SurrogateSettings, step: Seen<SurrogateStep>): Vector =>
  scale(settings.stepSize, moving(settings, step));

/**
 * Adapts θ on the data of θ_k. Where curvature counts c times the step is c times the one that θ
 * takes and (1 − c) times the one that θ_k took, so that the Jacobian is I + c α∇²ν.
 */
export const seeFrom =
  (policy: Likelihood, settings: SurrogateSettings) =>
  ({ steps, outerBatch }: SurrogateData, theta: Vector): SeenAdaptation => {
    const next = (step: Seen<SurrogateStep>, t: number): Vector => {
      const { kept, parameters } = step;
      const { parameters: reached } = t + 1 < steps.length ? steps[t + 1] : outerBatch;
      const { curvature } = kept;
      const before = subtract(reached, kept.parameters);
      if (curvature === 0) return add(parameters, before);
      const taken = policy.weightedScore(parameters, kept.batch, moving(settings, step));
      return axpy(curvature * settings.stepSize, taken, axpy(1 - curvature, before, parameters));
    };
    const seen: Seen<SurrogateStep>[] = [];
    let parameters = theta;
    steps.forEach((kept, t) => {
      const step = see(policy)(kept, parameters);
      seen.push(step);
      parameters = next(step, t);
    });
    return { steps: seen, outerBatch: see(policy)(outerBatch, parameters) };
  };
