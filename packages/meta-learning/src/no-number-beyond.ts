import { areFiniteFor, type Differentials, type Policy } from '@sgmrl/policies';
import type { Vector } from '@sgmrl/vector';

/** The parts of a policy that likelihood ratios and their gradients come from. */
type Likelihood = Differentials & Pick<Policy, 'logProbability' | 'precision'>;

/**
 * A policy that answers no number for parameters that are not finite in what it computes in, and
 * refuses none for being too large. For parameters that nobody could look at before, such as those
 * that the inner steps of a surrogate reach: a network may be finite at infinite ones, as tanh is.
 */
export const noNumberBeyond = (policy: Likelihood): Likelihood => {
  const seen = (parameters: Vector): Vector =>
    areFiniteFor(policy, parameters) ? parameters : new Float64Array(parameters.length).fill(NaN);
  return {
    precision: policy.precision,
    logProbability: (theta, data) => policy.logProbability(seen(theta), data),
    weightedScore: (theta, ...rest) => policy.weightedScore(seen(theta), ...rest),
    weightedScores: (theta, ...rest) => policy.weightedScores(seen(theta), ...rest),
    directionalDerivative: (theta, ...rest) => policy.directionalDerivative(seen(theta), ...rest),
    hessianVectorProduct: (theta, ...rest) => policy.hessianVectorProduct(seen(theta), ...rest),
    curvatureAndScore: (theta, ...rest) => policy.curvatureAndScore(seen(theta), ...rest),
  };
};
