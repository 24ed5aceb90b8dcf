import { checkDiscount, checkWeights } from '@sgmrl/rollouts';
import type { AdaptationSettings, OuterSettings } from './algorithm';
import { checkNotNegative } from './check';

/**
 * Throws a RangeError unless the settings of an inner step are what {@link AdaptationSettings} says.
 *
 * @example See {@link checkAlgorithm}.
 */
export const checkAdaptation = ({ stepSize, discount, innerWeights }: AdaptationSettings): void => {
  checkNotNegative('stepSize', stepSize);
  checkDiscount(discount);
  checkWeights(innerWeights);
};

/** Throws a RangeError unless the settings of the outer estimates are what {@link OuterSettings} says. */
export const checkOuter = ({ discount, outerWeights }: OuterSettings): void => {
  checkDiscount(discount);
  checkWeights(outerWeights);
};
