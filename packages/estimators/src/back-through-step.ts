import type { Differentials, StateActions } from '@sgmrl/policies';
import { add, type Vector } from '@sgmrl/vector';
import { derivative } from './derivative';
import { lazy } from './lazy';

/** An inner step as the fold passes back through it. */
export interface PassedStep {
  /** θ^{t−1} */
  readonly parameters: Vector;
  readonly batch: StateActions;
  /** What multiplies ∇²log π of each row, if anything. */
  readonly curvature: Vector | undefined;
  /** ω, what multiplies ∇log π of each row, if anything, given d = ⟨∇log π, λ⟩ of the rows. */
  readonly scoreWeights: ((directional: () => Vector) => Vector) | undefined;
}

/** λ ↦ λ + Σ curvature ∇²log π λ + Σ ω ∇log π; both sums in one sweep. */
export const backThroughStep =
  (policy: Differentials) =>
  ({ parameters, batch, curvature, scoreWeights }: PassedStep) =>
  (lambda: Vector): Vector => {
    if (curvature === undefined)
      return scoreWeights === undefined
        ? lambda
        : add(
            lambda,
            derivative(
              'weightedScore',
              policy.weightedScore(
                parameters,
                batch,
                scoreWeights(lazy(() => policy.directionalDerivative(parameters, batch, lambda))),
              ),
              parameters,
            ),
          );
    return add(
      lambda,
      scoreWeights === undefined
        ? derivative(
            'hessianVectorProduct',
            policy.hessianVectorProduct(parameters, batch, curvature, lambda),
            parameters,
          )
        : derivative(
            'curvatureAndScore',
            policy.curvatureAndScore(parameters, batch, curvature, lambda, (directional) =>
              scoreWeights(() => directional),
            ),
            parameters,
          ),
    );
  };
