import { record } from '@sgmrl/codecs';
import type { Key } from '@sgmrl/prng';
import type { Vector } from '@sgmrl/vector';
import * as t from 'io-ts';
import { coordinate, horizonCodec, magnitude } from './codecs';
import { checkAction } from './check-action';
import { checkedTasks } from './checked-tasks';
import type { Environment } from './environment';
import type { Kinded } from './environment-row';
import { cube } from './space';
import type { TaskDistribution } from './task-distribution';

/** A place in the plane. */
export type Place = readonly [x: number, y: number];

/** Where to go: (x, y), in the units of the plane. */
export interface PointTask {
  /** Where the point is to go. */
  readonly goal: Place;
}

/** Decodes a task, strictly: a goal of two numbers, and nothing else. */
export const PointTask: t.Type<PointTask> = record('task of a point', {
  goal: t.readonly(t.tuple([coordinate, coordinate], 'pair of numbers'), 'pair of numbers'),
});

/** Where the point is, and how many steps it has taken. */
export interface PointState {
  /** h, the number of steps taken. */
  readonly step: number;
  /** x, within the walls. */
  readonly position: Place;
}

/** The plane that a point walks in, in one unit of length. */
export interface Plane {
  /** Steps of an episode. */
  readonly horizon: number;
  /** Positions are clipped to ± this in each coordinate. */
  readonly positionHalfWidth: number;
  /** Displacement for one unit of policy action, before clipping. */
  readonly actionScale: number;
  /** The displacement of a step is clipped to ± this in each coordinate. */
  readonly displacementLimit: number;
}

/** The codecs of a {@link Plane}. */
export const planeFields = {
  horizon: horizonCodec,
  positionHalfWidth: magnitude,
  actionScale: magnitude,
  displacementLimit: magnitude,
};

/** What tells one walk to a goal from another. */
export interface PointRules {
  readonly start: (key: Key) => Place;
  readonly goal: (key: Key) => Place;
  /** The reward of a step from one place to another. */
  readonly reward: (goal: Place, from: Place, to: Place) => number;
  /** Whether the episode ends at a place before the horizon. */
  readonly terminated: (goal: Place, at: Place) => boolean;
}

const unboundedPlane = cube(2, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);

/** x within ± limit. */
export const clip = (x: number, limit: number): number => (x > limit ? limit : x < -limit ? -limit : x);

/** ‖a − b‖₂ */
export const distance = ([ax, ay]: Place, [bx, by]: Place): number =>
  Math.sqrt((ax - bx) * (ax - bx) + (ay - by) * (ay - by));

const pointEnvironment = (
  { kind, horizon, positionHalfWidth, actionScale, displacementLimit }: Plane & Kinded,
  { start, reward, terminated }: PointRules,
  { goal }: PointTask,
): Environment<PointState> => ({
  observationSpace: cube(2, -positionHalfWidth, positionHalfWidth),
  actionSpace: unboundedPlane,
  horizon,
  reset: (key) => ({ step: 0, position: start(key) }),
  observe: ({ position }) => position,
  step: ({ step, position }, action: Vector) => {
    checkAction(kind, unboundedPlane, action);
    const moved = (i: 0 | 1): number =>
      clip(position[i] + clip(actionScale * action[i], displacementLimit), positionHalfWidth);
    const to: Place = [moved(0), moved(1)];
    const ended = terminated(goal, to);
    return {
      state: { step: step + 1, position: to },
      reward: reward(goal, position, to),
      terminated: ended,
      truncated: !ended && step + 1 >= horizon,
    };
  },
});

/**
 * Tasks in which a point walks to a goal that it is not told. With policy action a ∈ R² and
 * position x, all clipping per coordinate,
 *
 *     x' = clip(x + clip(actionScale · a, ±displacementLimit), ±positionHalfWidth) .
 *
 * The observation is the position; the features of a task are its goal. An action that is not two
 * finite numbers, or a task that is none, throws a RangeError.
 */
export const pointTasks = (
  plane: Plane & Kinded,
  rules: PointRules,
): TaskDistribution<PointTask, PointState> =>
  checkedTasks({
    name: plane.kind,
    observationSpace: cube(2, -plane.positionHalfWidth, plane.positionHalfWidth),
    actionSpace: unboundedPlane,
    horizon: plane.horizon,
    task: PointTask,
    sample: (key) => ({ goal: rules.goal(key) }),
    features: ({ goal }) => goal,
    environment: (task) => pointEnvironment(plane, rules, task),
  });
