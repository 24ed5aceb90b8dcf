import { record } from '@sgmrl/codecs';
import { uniform } from '@sgmrl/prng';
import type { Key } from '@sgmrl/prng';
import type { Vector } from '@sgmrl/vector';
import * as t from 'io-ts';
import { coordinate, horizonCodec, magnitude, magnitudeOrZero } from './codecs';
import { checkAction } from './check-action';
import { checkSpec } from './check-spec';
import { checkedTasks } from './checked-tasks';
import type { Environment, Transition } from './environment';
import { cube } from './space';
import { environmentRow } from './environment-row';
import type { TaskDistribution } from './task-distribution';

/** The plane of {@link navigation2d}: its goals, its walls and the length of a step, all in one unit of length. */
export interface Navigation2dSpec {
  readonly kind: 'navigation-2d';
  /** Steps of an episode. */
  readonly horizon: number;
  /** w: the goal is drawn from U[−w, w]². */
  readonly goalHalfWidth: number;
  /** Positions are clipped to ± this in each coordinate. */
  readonly positionHalfWidth: number;
  /** Displacement for one unit of policy action, before clipping. */
  readonly actionScale: number;
  /** The displacement of a step is clipped to ± this in each coordinate. */
  readonly displacementLimit: number;
  /** The episode terminates when both coordinates are nearer to the goal than this; zero never terminates. */
  readonly goalTolerance: number;
}

export const Navigation2dSpec: t.Type<Navigation2dSpec> = record('navigation-2d environment', {
  kind: t.literal('navigation-2d'),
  horizon: horizonCodec,
  goalHalfWidth: magnitude,
  positionHalfWidth: magnitude,
  actionScale: magnitude,
  displacementLimit: magnitude,
  goalTolerance: magnitudeOrZero,
});

/** The setting of Finn et al. (arXiv:1703.03400, §5.3) with the action scaling of the SG-MRL authors' program. */
export const navigation2dDefault: Navigation2dSpec = {
  kind: 'navigation-2d',
  horizon: 100,
  goalHalfWidth: 0.5,
  positionHalfWidth: 0.5,
  actionScale: 0.01,
  displacementLimit: 0.1,
  goalTolerance: 0.01,
};

/** Where to go: (x, y), in the units of the plane. */
export interface Navigation2dTask {
  readonly goal: readonly [number, number];
}

export const Navigation2dTask: t.Type<Navigation2dTask> = record('navigation-2d task', {
  goal: t.readonly(t.tuple([coordinate, coordinate], 'pair of numbers'), 'pair of numbers'),
});

/** Where the point is, and how many steps it has taken. */
export interface Navigation2dState {
  /** h, the number of steps taken. */
  readonly step: number;
  readonly position: readonly [number, number];
}

const unboundedPlane = cube(2, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);

/** x within ± limit. */
const clip = (x: number, limit: number): number => (x > limit ? limit : x < -limit ? -limit : x);

const navigation2dEnvironment = (
  { horizon, positionHalfWidth, actionScale, displacementLimit, goalTolerance }: Navigation2dSpec,
  { goal: [goalX, goalY] }: Navigation2dTask,
): Environment<Navigation2dState> => ({
  observationSpace: cube(2, -positionHalfWidth, positionHalfWidth),
  actionSpace: unboundedPlane,
  horizon,
  reset: () => ({ step: 0, position: [0, 0] }),
  observe: ({ position }) => position,
  step: ({ step, position }, action: Vector): Transition<Navigation2dState> => {
    checkAction('navigation-2d', unboundedPlane, action);
    const x = clip(position[0] + clip(actionScale * action[0], displacementLimit), positionHalfWidth);
    const y = clip(position[1] + clip(actionScale * action[1], displacementLimit), positionHalfWidth);
    const dx = x - goalX;
    const dy = y - goalY;
    const terminated = Math.abs(dx) < goalTolerance && Math.abs(dy) < goalTolerance;
    return {
      state: { step: step + 1, position: [x, y] },
      reward: -Math.sqrt(dx * dx + dy * dy),
      terminated,
      truncated: !terminated && step + 1 >= horizon,
    };
  },
});

const sampleGoal = (halfWidth: number, key: Key): Navigation2dTask => {
  const [u, v] = uniform(key, 2);
  return { goal: [halfWidth * (2 * u - 1), halfWidth * (2 * v - 1)] };
};

/**
 * 2-D navigation: a point starts at the origin and walks to a goal that it cannot see, goal ~ U[−w, w]² a task.
 * With policy action a ∈ R² and position x, all clipping per coordinate,
 *
 *     x' = clip(x + clip(actionScale · a, ±displacementLimit), ±positionHalfWidth),   r = −‖x' − goal‖₂ ,
 *
 * terminated when |x' − goal| < goalTolerance in both coordinates. The observation is the position. The plane has no
 * physical unit. The features of a task are its goal (x, y). An action that is not two finite numbers throws a
 * RangeError.
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
export const navigation2d = (
  spec: Navigation2dSpec,
): TaskDistribution<Navigation2dTask, Navigation2dState> => {
  checkSpec('navigation-2d', Navigation2dSpec, spec);
  return checkedTasks({
    name: spec.kind,
    observationSpace: cube(2, -spec.positionHalfWidth, spec.positionHalfWidth),
    actionSpace: unboundedPlane,
    horizon: spec.horizon,
    task: Navigation2dTask,
    sample: (key) => sampleGoal(spec.goalHalfWidth, key),
    features: ({ goal }) => goal,
    environment: (task) => navigation2dEnvironment(spec, task),
  });
};

/** The row of the built-in vocabulary. */
export const navigation2dRow = environmentRow({
  spec: Navigation2dSpec,
  default: navigation2dDefault,
  about: 'a point that walks in a plane to a goal that it is not told',
  tasks: navigation2d,
});
