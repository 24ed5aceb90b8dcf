import { checkDiscount, checkWeighting, type WeightFacts, type Weighting } from '@sgmrl/rollouts';

/**
 * What the bias of a term needs to know of weights, as inner ones and as outer ones: a baseline or
 * a scale fitted to the batch makes the weights of one trajectory depend on the others, and their
 * policy gradient a biased one.
 *
 * @throws RangeError if weights or discount do not fit.
 *
 * @example
 * ```ts
 * import { fromWeightsSpec, rewardToGo } from '@sgmrl/rollouts';
 * import { deepStrictEqual } from 'node:assert';
 * import { weightFacts } from '@sgmrl/estimators';
 * deepStrictEqual(weightFacts(rewardToGo, 0.9),
 *   { fitted: false, decay: 1, normalised: false, unbiased: true });
 * deepStrictEqual(weightFacts(fromWeightsSpec({ kind: 'advantage', lambda: 0.5 }), 0.9),
 *   { fitted: true, decay: 0.45, normalised: false, unbiased: false });
 * ```
 */
export const weightFacts = (weights: Weighting, discount: number): WeightFacts => {
  checkDiscount(discount);
  checkWeighting(weights);
  return weights.facts(discount);
};
