import { checkFields } from '@sgmrl/codecs';
import { checkDiscount, checkWeights } from '@sgmrl/rollouts';
import type { AdaptationSettings, OuterSettings } from './algorithm';
import { checkNotNegative } from './check';

/**
 * Throws a RangeError unless the settings of an inner step are what {@link AdaptationSettings} says.
 *
 * @example See {@link checkAlgorithm}.
 */
export const checkAdaptation = (settings: AdaptationSettings): void => {
  checkFields('settings', settings, { innerWeights: 'a record' });
  const { stepSize, discount, innerWeights } = settings;
  checkNotNegative('stepSize', stepSize);
  checkDiscount(discount);
  checkWeights(innerWeights);
};

/** Throws a RangeError unless the settings of the outer estimates are what {@link OuterSettings} says. */
export const checkOuter = (settings: OuterSettings): void => {
  checkFields('settings', settings, { outerWeights: 'a record' });
  const { discount, outerWeights } = settings;
  checkDiscount(discount);
  checkWeights(outerWeights);
};
