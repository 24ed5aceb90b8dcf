import type { Policy, StateActions } from '@sgmrl/policies';
import { add, type Vector } from '@sgmrl/vector';
import type { Jacobian } from './algorithm';
import type { ScoreWeights } from './debiasing/part';

/** An inner step as the fold passes back through it. */
export interface PassedStep {
  /** θ^{t−1} */
  readonly parameters: Vector;
  readonly batch: StateActions;
  /** What multiplies ∇²log π of each row. */
  readonly curvature: Vector;
  /** What multiplies ∇log π of each row, if anything. */
  readonly scoreWeights: ScoreWeights | undefined;
}

/** λ ↦ λ + Σ curvature ∇²log π λ + Σ ω ∇log π, the first sum for the full Jacobian part only; both in one sweep. */
export const backThroughStep =
  (policy: Policy, jacobian: Jacobian) =>
  ({ parameters, batch, curvature, scoreWeights }: PassedStep) =>
  (lambda: Vector): Vector => {
    if (jacobian === 'identity')
      return scoreWeights === undefined
        ? lambda
        : add(
            lambda,
            policy.weightedScore(
              parameters,
              batch,
              scoreWeights(policy.directionalDerivative(parameters, batch, lambda)),
            ),
          );
    return add(
      lambda,
      scoreWeights === undefined
        ? policy.hessianVectorProduct(parameters, batch, curvature, lambda)
        : policy.curvatureAndScore(parameters, batch, curvature, lambda, scoreWeights),
    );
  };
