import type { Policy } from '@sgmrl/policies';
import { add, scale, zeros, type Vector } from '@sgmrl/vector';
import { pipe } from 'fp-ts/lib/function.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import type { Algorithm } from './algorithm';
import type { ScoreWeights } from './debiasing/part';
import { debiasings } from './debiasing/registry';
import type { InnerStep } from './inner-step';
import type { OuterEstimate } from './outer-estimate';

/** One task's adaptation: its inner steps, and what the evaluation data say of where they led. */
export interface AdaptationTrace {
  readonly steps: readonly InnerStep[];
  readonly outer: OuterEstimate;
}

/**
 * The meta-gradient of one task, a right fold over its adaptation:
 *
 *     λ^ζ     = ĝ(θ^ζ, D_o)                          outer policy gradient
 *     λ^{t−1} = λ^t + α ∇²ν(θ^{t−1}, D^t) λ^t        Jacobian part
 *                   + c^t                            debiasing part
 *     meta-gradient = λ^0
 *
 * With the full Jacobian part and c^t = Ĵ(D_o) S(θ^{t−1}, D^t) this is Algorithm 1 of Fallah et al. (arXiv:2002.05135).
 */
export const metaGradient =
  (policy: Policy, algorithm: Algorithm) =>
  (trace: AdaptationTrace): Vector =>
    foldBack(policy, algorithm)(trace.steps, trace.outer.gradient, (t) =>
      debiasings[algorithm.debiasing].scoreWeights({ policy, algorithm, trace, t }),
    );

/** Σ_t A^1…A^{t−1} S^t: the scores of all inner steps, seen from θ. The same fold with λ^ζ = 0 and c^t = S^t. */
export const propagatedScore =
  (policy: Policy, algorithm: Algorithm) =>
  (steps: readonly InnerStep[]): Vector =>
    foldBack(policy, algorithm)(steps, zeros(policy.dimension), (t) => () => steps[t].batch.mask);

const foldBack =
  (policy: Policy, algorithm: Algorithm) =>
  (steps: readonly InnerStep[], last: Vector, debias: (t: number) => ScoreWeights | undefined): Vector =>
    pipe(
      steps,
      RA.reduceRightWithIndex(last, (t, step, lambda) =>
        add(lambda, backThroughStep(policy, algorithm)(step, debias(t))(lambda)),
      ),
    );

/** λ ↦ α∇²ν(θ^{t−1}, D^t) λ + c^t, whichever of the two the algorithm has; both in one sweep. */
const backThroughStep =
  (policy: Policy, algorithm: Algorithm) =>
  ({ parameters, batch, weights }: InnerStep, omega: ScoreWeights | undefined) =>
  (lambda: Vector): Vector => {
    const curvature = scale(algorithm.stepSize / batch.trajectories, weights.values);
    if (algorithm.jacobian === 'identity')
      return omega === undefined
        ? zeros(lambda.length)
        : policy.weightedScore(
            parameters,
            batch,
            omega(policy.directionalDerivative(parameters, batch, lambda)),
          );
    return omega === undefined
      ? policy.hessianVectorProduct(parameters, batch, curvature, lambda)
      : policy.curvatureAndScore(parameters, batch, curvature, lambda, omega);
  };
