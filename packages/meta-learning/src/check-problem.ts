import {
  checkAdaptation,
  checkAlgorithm,
  leastTrajectories,
  type AdaptationSettings,
  type Algorithm,
  type SamplingSettings,
} from '@sgmrl/estimators';
import { checkCount } from './check';
import { adaptationAt, algorithmAt, unscaled } from './scales';

/**
 * Throws a RangeError, which says what was expected and what was found, unless an algorithm fits
 * (`checkAlgorithm` of estimators) and has as many trajectories as its estimator needs: a baseline of
 * the others needs others.
 */
export const checkProblem = ({ algorithm }: { readonly algorithm: Algorithm }): void => {
  checkAlgorithm(algorithmAt(algorithm, unscaled));
  const { estimator, names, innerSteps, trajectories } = algorithm;
  const least = leastTrajectories(estimator, names);
  if (innerSteps > 0 && trajectories < least)
    throw new RangeError(
      `trajectories: expected at least ${String(least)} for the estimator, found ${String(trajectories)}`,
    );
};

/** Throws a RangeError, which says what was expected and what was found, unless one can adapt so. */
export const checkAdapting = (
  settings: AdaptationSettings & Pick<SamplingSettings, 'trajectories'>,
  innerSteps: number,
): void => {
  checkAdaptation(adaptationAt(settings, unscaled));
  checkCount('trajectories', settings.trajectories, 1);
  checkCount('innerSteps', innerSteps, 0);
};
