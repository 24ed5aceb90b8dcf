import type { Differentials, Policy, Precision } from '@sgmrl/policies';
import type { Vector } from '@sgmrl/vector';

const round: Readonly<Record<Precision, (x: number) => number>> = { float32: Math.fround, float64: (x) => x };

/** Whether every parameter is finite in what the policy computes in: 1e39 is not in float32. */
export const areFiniteFor = ({ precision }: Pick<Policy, 'precision'>, parameters: Vector): boolean => {
  for (let i = 0; i < parameters.length; i++)
    if (!Number.isFinite(round[precision](parameters[i]))) return false;
  return true;
};

/** The parts of a policy that likelihood ratios and their gradients come from. */
type Likelihood = Differentials & Pick<Policy, 'logProbability' | 'precision'>;

/**
 * A policy that refuses no parameters for being too large: those that its precision makes infinite
 * are infinite, and so, or no number, is what it answers. For parameters that nobody could look at
 * before, such as those that the inner steps of a surrogate reach.
 */
export const infiniteBeyond = (policy: Likelihood): Likelihood => {
  const seen = (parameters: Vector): Vector =>
    areFiniteFor(policy, parameters) ? parameters : Float64Array.from(parameters, round[policy.precision]);
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
