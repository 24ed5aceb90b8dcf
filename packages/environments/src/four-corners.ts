import { record } from '@sgmrl/codecs';
import { uniform, uniformBetween } from '@sgmrl/prng';
import * as t from 'io-ts';
import { magnitude, magnitudeOrZero } from './codecs';
import { checkSpec } from './check-spec';
import { environmentRow } from './environment-row';
import {
  clip,
  distance,
  planeFields,
  pointTasks,
  type Place,
  type Plane,
  type PointState,
  type PointTask,
} from './point';
import type { TaskDistribution } from './task-distribution';

/**
 * The plane of {@link fourCorners}: its corners, its walls and the length of a step, all in one
 * unit of length.
 */
export interface FourCornersSpec extends Plane {
  readonly kind: 'four-corners';
  /** w: the goal is one of (±w, ±w), equally likely. */
  readonly cornerHalfWidth: number;
  /** The start is drawn from U[−this, this]². */
  readonly startHalfWidth: number;
  /** Nothing is earned at places whose |x| + |y| is less than this. */
  readonly silentRadius: number;
}

/** Decodes a spec, strictly: every field must be there, and no other. */
export const FourCornersSpec: t.Type<FourCornersSpec> = record('four-corners environment', {
  kind: t.literal('four-corners'),
  ...planeFields,
  cornerHalfWidth: magnitude,
  startHalfWidth: magnitudeOrZero,
  silentRadius: magnitudeOrZero,
});

/**
 * The numbers of the program of Rothfuss et al. (arXiv:1810.06784), and walls through the corners.
 */
export const fourCornersDefault: FourCornersSpec = {
  kind: 'four-corners',
  horizon: 100,
  cornerHalfWidth: 2,
  startHalfWidth: 0.2,
  silentRadius: 0.5,
  positionHalfWidth: 2,
  actionScale: 0.02,
  displacementLimit: 0.2,
};

/** Whether no other corner of the square is nearer: no coordinate has the other sign. */
const inQuadrantOf = ([goalX, goalY]: Place, [x, y]: Place): boolean => goalX * x >= 0 && goalY * y >= 0;

/**
 * Four corners: a point starts near the origin, and one corner of a square pays for coming nearer,
 * but only within its own quadrant and away from the origin. So a policy must look into all
 * quadrants before it can adapt. With x' as in {@link navigation2d} and c the goal,
 *
 *     r = ‖x − c‖₂ − ‖x' − c‖₂   if |x'₁| + |x'₂| ≥ silentRadius and no corner is nearer to x' than c,
 *     r = 0                      otherwise.
 *
 * The start is x ~ U[−startHalfWidth, startHalfWidth]², the goal one of (±w, ±w) at equal odds, and
 * nothing ends an episode but the horizon. The observation is the position; the features of a task
 * are its goal. An action that is not two finite numbers throws a RangeError.
 *
 * Source: Rothfuss et al., arXiv:1810.06784, as their program has it
 * (`MetaPointEnvCorner` of github.com/jonasrothfuss/ProMP, with its wrapper's scale of actions):
 * corners, start, reward, step and horizon are theirs. Walls are ours: there the plane has none,
 * for which `positionHalfWidth` can be large.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, ok } from 'node:assert';
 * import { fourCorners, fourCornersDefault } from '@sgmrl/environments';
 * import { key } from '@sgmrl/prng';
 * const { step } = fourCorners(fourCornersDefault).environment({ goal: [2, 2] });
 * const from = (x: number, y: number) => ({ step: 0, position: [x, y] as const });
 * const near = step(from(1, 1), [10, 10], key(0)); // (1, 1) to (1.2, 1.2)
 * ok(Math.abs(near.reward - Math.hypot(0.2, 0.2)) < 1e-12);
 * deepStrictEqual(step(from(-1, 1), [10, 10], key(0)).reward, 0); // another's quadrant
 * deepStrictEqual(step(from(0, 0), [10, 10], key(0)).reward, 0); // too near to the origin
 * ```
 */
export const fourCorners = (spec: FourCornersSpec): TaskDistribution<PointTask, PointState> => {
  checkSpec('four-corners', FourCornersSpec, spec);
  const { cornerHalfWidth: w, startHalfWidth, positionHalfWidth, silentRadius } = spec;
  const sign = (u: number): number => (u < 0.5 ? -w : w);
  return pointTasks(spec, {
    start: (key) => {
      const [x, y] = uniformBetween(key, -startHalfWidth, startHalfWidth, 2);
      return [clip(x, positionHalfWidth), clip(y, positionHalfWidth)];
    },
    goal: (key) => {
      const [u, v] = uniform(key, 2);
      return [sign(u), sign(v)];
    },
    reward: (goal, from, to) =>
      Math.abs(to[0]) + Math.abs(to[1]) >= silentRadius && inQuadrantOf(goal, to)
        ? distance(from, goal) - distance(to, goal)
        : 0,
    terminated: () => false,
  });
};

/** The row of the built-in vocabulary. */
export const fourCornersRow = environmentRow({
  spec: FourCornersSpec,
  default: fourCornersDefault,
  about: 'a point that must find out which corner of a square pays',
  tasks: fourCorners,
});
