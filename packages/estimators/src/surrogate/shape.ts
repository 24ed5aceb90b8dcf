import { checkOnlyFields } from '@sgmrl/codecs';
import { checkCount, checkNotNegative, checkPositive } from '../check';

/** What an outer update makes of the surrogate. */
export interface SurrogateShape {
  /** ε: a likelihood ratio counts no gain beyond 1 ± ε; no limit unless given. */
  readonly clip?: number;
  /** η: what the divergence of the policies before each inner step costs; nothing unless given. */
  readonly klPenalty?: number;
  /**
   * How many trajectories of each batch the divergence's second derivative is taken on; all of them
   * unless given.
   */
  readonly curvatureTrajectories?: number | undefined;
}

/**
 * Throws a RangeError, which says what was expected and what was found, unless a shape is what
 * {@link SurrogateShape} says.
 */
export const checkShape = (shape: SurrogateShape): void => {
  checkOnlyFields('surrogate', shape, {
    clip: 'anything',
    klPenalty: 'anything',
    curvatureTrajectories: 'anything',
  });
  const { clip, klPenalty, curvatureTrajectories } = shape;
  if (clip !== undefined) checkPositive('clip', clip);
  if (klPenalty !== undefined) checkNotNegative('klPenalty', klPenalty);
  if (curvatureTrajectories !== undefined) checkCount('curvatureTrajectories', curvatureTrajectories, 1);
};
