import { checkAlgorithm, debiasings, type Algorithm } from '@sgmrl/estimators';

/**
 * Throws a RangeError, which says what was expected and what was found, unless an algorithm fits
 * (`checkAlgorithm` of estimators) and has as many trajectories and tasks as its debiasing part
 * needs: a baseline of the others needs others.
 */
export const checkProblem = ({ algorithm }: { readonly algorithm: Algorithm }): void => {
  checkAlgorithm(algorithm);
  const { debiasing, innerSteps, trajectories, metaBatchSize, outerUpdate } = algorithm;
  const { leastTrajectories, joinsTasks } = debiasings[debiasing];
  const needs = (what: string, least: number, found: number): void => {
    if (found < least)
      throw new RangeError(
        `${what}: expected at least ${String(least)} for debiasing ${debiasing}, found ${String(found)}`,
      );
  };
  if (innerSteps > 0) needs('trajectories', leastTrajectories, trajectories);
  needs('metaBatchSize', joinsTasks ? 2 : 1, metaBatchSize);
  if (joinsTasks && outerUpdate !== undefined)
    throw new RangeError(
      `debiasing: expected a part that needs no other task, for the outer update ${outerUpdate.kind}, found ${debiasing}`,
    );
};

/** Throws a RangeError unless n is an integer from the least that makes sense. */
export const checkCount = (what: string, n: number, least: 0 | 1): void => {
  if (!Number.isSafeInteger(n) || n < least)
    throw new RangeError(`${what}: expected an integer from ${String(least)}, found ${String(n)}`);
};
