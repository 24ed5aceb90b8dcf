import { checkAlgorithm, leastTrajectories, type Algorithm } from '@sgmrl/estimators';

/**
 * Throws a RangeError, which says what was expected and what was found, unless an algorithm fits
 * (`checkAlgorithm` of estimators) and has as many trajectories as its estimator needs: a baseline of
 * the others needs others.
 */
export const checkProblem = ({ algorithm }: { readonly algorithm: Algorithm }): void => {
  checkAlgorithm(algorithm);
  const { estimator, innerSteps, trajectories } = algorithm;
  const least = leastTrajectories(estimator);
  if (innerSteps > 0 && trajectories < least)
    throw new RangeError(
      `trajectories: expected at least ${String(least)} for the estimator, found ${String(trajectories)}`,
    );
};

/** Throws a RangeError unless n is an integer from the least that makes sense. */
export const checkCount = (what: string, n: number, least: 0 | 1): void => {
  if (!Number.isSafeInteger(n) || n < least)
    throw new RangeError(`${what}: expected an integer from ${String(least)}, found ${String(n)}`);
};
