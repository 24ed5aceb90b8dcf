import { checkDiscount, weightingOf, type WeightFacts, type Weights } from '@sgmrl/rollouts';

/**
 * What the bias of a term needs to know of weights, as inner ones and as outer ones: a baseline or
 * a scale fitted to the batch makes the weights of one trajectory depend on the others, and their
 * policy gradient a biased one.
 *
 * @throws RangeError if weights or discount do not fit.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { weightFacts } from '@sgmrl/estimators';
 * deepStrictEqual(weightFacts({ kind: 'reward-to-go' }, 0.9),
 *   { fitted: false, decay: 1, normalised: false, unbiased: true });
 * deepStrictEqual(weightFacts({ kind: 'advantage', lambda: 0.5 }, 0.9),
 *   { fitted: true, decay: 0.45, normalised: false, unbiased: false });
 * ```
 */
export const weightFacts = (weights: Weights, discount: number): WeightFacts => {
  checkDiscount(discount);
  return weightingOf(weights).facts(discount);
};
