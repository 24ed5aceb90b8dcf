import { record } from '@sgmrl/codecs';
import { uniform } from '@sgmrl/prng';
import * as t from 'io-ts';
import { magnitude, magnitudeOrZero } from './codecs';
import { checkSpec } from './check-spec';
import { environmentRow } from './environment-row';
import { distance, planeFields, pointTasks, type Plane, type PointState, type PointTask } from './point';
import type { TaskDistribution } from './task-distribution';

/**
 * The plane of {@link navigation2d}: its goals, its walls and the length of a step, all in one unit
 * of length.
 */
export interface Navigation2dSpec extends Plane {
  readonly kind: 'navigation-2d';
  /** w: the goal is drawn from U[−w, w]². */
  readonly goalHalfWidth: number;
  /**
   * The episode terminates when both coordinates are nearer to the goal than this; zero never
   * terminates.
   */
  readonly goalTolerance: number;
}

/** Decodes a spec, strictly: every field must be there, and no other. */
export const Navigation2dSpec: t.Type<Navigation2dSpec> = record('navigation-2d environment', {
  kind: t.literal('navigation-2d'),
  ...planeFields,
  goalHalfWidth: magnitude,
  goalTolerance: magnitudeOrZero,
});

/**
 * The setting of Finn et al. (arXiv:1703.03400, §5.3) with the action scaling of the SG-MRL
 * authors' program.
 */
export const navigation2dDefault: Navigation2dSpec = {
  kind: 'navigation-2d',
  horizon: 100,
  goalHalfWidth: 0.5,
  positionHalfWidth: 0.5,
  actionScale: 0.01,
  displacementLimit: 0.1,
  goalTolerance: 0.01,
};

/**
 * 2-D navigation: a point starts at the origin and walks to a goal that it cannot see, goal ~ U[−w,
 * w]² a task. With policy action a ∈ R² and position x, all clipping per coordinate,
 *
 *     x' = clip(x + clip(actionScale · a, ±displacementLimit), ±positionHalfWidth),   r = −‖x' − goal‖₂ ,
 *
 * terminated when |x' − goal| < goalTolerance in both coordinates. The observation is the position.
 * The plane has no physical unit. The features of a task are its goal (x, y). An action that is not
 * two finite numbers throws a RangeError.
 *
 * Source: Finn et al., arXiv:1703.03400, §5.3; clipping and scaling as the SG-MRL authors run it.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { navigation2d, navigation2dDefault } from '@sgmrl/environments';
 * import { key } from '@sgmrl/prng';
 * const environment = navigation2d(navigation2dDefault).environment({ goal: [0.4, 0.25] });
 * const { state, reward } = environment.step(environment.reset(key(0)), [10, -5], key(1));
 * deepStrictEqual(environment.observe(state), [0.1, -0.05]);
 * deepStrictEqual(Math.abs(reward + Math.hypot(0.3, 0.3)) < 1e-12, true);
 * ```
 */
export const navigation2d = (spec: Navigation2dSpec): TaskDistribution<PointTask, PointState> => {
  checkSpec('navigation-2d', Navigation2dSpec, spec);
  const { goalHalfWidth, goalTolerance } = spec;
  return pointTasks(spec, {
    start: () => [0, 0],
    goal: (key) => {
      const [u, v] = uniform(key, 2);
      return [goalHalfWidth * (2 * u - 1), goalHalfWidth * (2 * v - 1)];
    },
    reward: (goal, _, to) => -distance(to, goal),
    terminated: ([goalX, goalY], [x, y]) =>
      Math.abs(x - goalX) < goalTolerance && Math.abs(y - goalY) < goalTolerance,
  });
};

/** The row of the built-in vocabulary. */
export const navigation2dRow = environmentRow({
  spec: Navigation2dSpec,
  default: navigation2dDefault,
  about: 'a point that walks in a plane to a goal that it is not told',
  tasks: navigation2d,
});
