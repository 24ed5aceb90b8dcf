import { check, checkCount, checkNotNegative } from '../check';

/** Conditions under which terms are compared. What is not given may be anything. */
export interface Given {
  /** N, the trajectories of an inner batch. */
  readonly trajectories?: number;
  /** α */
  readonly stepSize?: number;
  /**
   * H, the most steps of a trajectory: how far apart two can be. Beyond 17 it makes no difference.
   */
  readonly horizon?: number;
  /** ζ, the inner steps. */
  readonly innerSteps?: number;
  /** κ, the decay of the inner weights. */
  readonly decay?: number;
  /** Whether every trajectory has its inner weights from its own data alone. */
  readonly ownWeights?: boolean;
}

/** Throws a RangeError unless conditions are what {@link Given} says. */
export const checkGiven = ({ trajectories, stepSize, horizon, innerSteps, decay }: Given): void => {
  if (trajectories !== undefined) checkCount('trajectories', trajectories, 1);
  if (stepSize !== undefined) checkNotNegative('stepSize', stepSize);
  if (horizon !== undefined) checkCount('horizon', horizon, 1);
  if (innerSteps !== undefined) checkCount('innerSteps', innerSteps, 0);
  if (decay !== undefined) check('decay', decay >= 0 && decay <= 1, 'a number from 0 to 1', decay);
};
