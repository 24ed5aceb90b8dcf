import type { Differentials, Policy } from '@sgmrl/policies';

/** log π and its differentials: what estimators ask of a policy where likelihood ratios come in. */
export type Likelihood = Differentials & Pick<Policy, 'logProbability'>;
