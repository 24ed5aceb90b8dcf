import type { Algorithm, EstimatorSettings } from './algorithm';
import { checkCount } from './check';
import { checkAdaptation, checkKnown, checkOuter, checkShrinkageFactor } from './check-settings';
import { leastTrajectories } from './terms/least-trajectories';

/**
 * Throws a RangeError unless the settings of an estimator are what {@link EstimatorSettings} says.
 */
export const checkEstimator = (settings: EstimatorSettings): void => {
  checkKnown('settings', settings);
  // The interpretation of a term refuses what has no meaning.
  leastTrajectories(settings.estimator, settings.names);
  checkAdaptation(settings);
  checkShrinkageFactor(settings);
};

/**
 * Throws a RangeError, which says what was expected and what was found, unless an algorithm is what
 * {@link Algorithm} says: plain data may come from a program without types. Everything that takes
 * an algorithm asks this first.
 *
 * @example
 * ```ts
 * import { doesNotThrow, throws } from 'node:assert';
 * import { checkAlgorithm, defaultSettings, sgMrl } from '@sgmrl/estimators';
 * const algorithm = { ...defaultSettings, ...sgMrl };
 * doesNotThrow(() => checkAlgorithm(algorithm));
 * throws(() => checkAlgorithm({ ...algorithm, discount: 1.5 }),
 *   { message: 'discount: expected a number above 0, at most 1, found 1.5' });
 * ```
 */
export const checkAlgorithm = (algorithm: Algorithm): void => {
  checkKnown('algorithm', algorithm);
  checkCount('innerSteps', algorithm.innerSteps, 0);
  checkCount('metaBatchSize', algorithm.metaBatchSize, 1);
  checkCount('trajectories', algorithm.trajectories, 1);
  checkCount('evaluationTrajectories', algorithm.evaluationTrajectories, 1);
  checkEstimator(algorithm);
  checkOuter(algorithm);
};
