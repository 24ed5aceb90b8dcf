import { numberFrom, record, refine, wholeNumber } from '@sgmrl/codecs';
import { foldIn, normal, uniformBetween, type Key } from '@sgmrl/prng';
import * as t from 'io-ts';
import { checkAction } from './check-action';
import { checkSpec } from './check-spec';
import { checkedTasks } from './checked-tasks';
import {
  coordinate,
  horizonCodec,
  magnitude,
  magnitudeOrZero,
  positiveInterval,
  type IntervalBounds,
} from './codecs';
import type { Environment } from './environment';
import { environmentRow } from './environment-row';
import { cube } from './space';
import type { TaskDistribution } from './task-distribution';

/** What {@link linearQuadratic} needs beside a task: all in one unit of length. */
export interface LinearQuadraticSpec {
  readonly kind: 'linear-quadratic';
  /** n, of states and of actions. */
  readonly dimension: number;
  /** H, steps of an episode. */
  readonly horizon: number;
  /** w: the goal is drawn from U[−w, w]^n. */
  readonly goalHalfWidth: number;
  /** The gain of actions is drawn uniformly from it. */
  readonly gain: IntervalBounds;
  /** ρ, what is left of the state after a step, from 0 to 1. */
  readonly decay: number;
  /** Standard deviation of each coordinate of the first state. */
  readonly startDeviation: number;
  /** Standard deviation of what chance adds to each coordinate in a step. */
  readonly noise: number;
  /** c, the cost of a squared unit of action. */
  readonly actionCost: number;
}

/** Decodes a spec, strictly: n up to 100, every field there, and no other. */
export const LinearQuadraticSpec: t.Type<LinearQuadraticSpec> = record('linear-quadratic environment', {
  kind: t.literal('linear-quadratic'),
  dimension: wholeNumber(1, 100),
  horizon: horizonCodec,
  goalHalfWidth: magnitude,
  gain: positiveInterval,
  decay: numberFrom(0, 1),
  startDeviation: magnitudeOrZero,
  noise: magnitudeOrZero,
  actionCost: magnitudeOrZero,
});

/** A point in the plane; goals differ, and how far an action moves the point. */
export const linearQuadraticDefault: LinearQuadraticSpec = {
  kind: 'linear-quadratic',
  dimension: 2,
  horizon: 10,
  goalHalfWidth: 1,
  gain: { low: 0.1, high: 0.2 },
  decay: 1,
  startDeviation: 0.1,
  noise: 0.02,
  actionCost: 0.01,
};

/** Where to go, and how far an action moves. */
export interface LinearQuadraticTask {
  /** The goal: n numbers. */
  readonly goal: readonly number[];
  /** β */
  readonly gain: number;
}

const taskCodec = (dimension: number): t.Type<LinearQuadraticTask> =>
  record('linear-quadratic task', {
    goal: refine(
      t.readonlyArray(coordinate),
      `${String(dimension)} numbers`,
      ({ length }) => length === dimension,
    ),
    gain: magnitude,
  });

/** Where the point is, and how many steps it has taken. */
export interface LinearQuadraticState {
  /** h, the number of steps taken. */
  readonly step: number;
  /** x in R^n. */
  readonly position: readonly number[];
}

const squares = (x: readonly number[]): number => x.reduce((sum, xi) => sum + xi * xi, 0);

const space = (dimension: number) => cube(dimension, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);

const environmentOf = (
  { dimension, horizon, decay, startDeviation, noise, actionCost }: LinearQuadraticSpec,
  { goal, gain }: LinearQuadraticTask,
): Environment<LinearQuadraticState> => {
  const everywhere = space(dimension);
  return {
    observationSpace: everywhere,
    actionSpace: everywhere,
    horizon,
    reset: (key) => ({
      step: 0,
      position: Array.from(normal(key, dimension), (z) => startDeviation * z),
    }),
    observe: ({ position }) => position,
    step: ({ step, position }, action, key) => {
      checkAction('linear-quadratic', everywhere, action);
      const z = normal(key, dimension);
      const next = position.map((x, i) => decay * x + gain * action[i] + noise * z[i]);
      return {
        state: { step: step + 1, position: next },
        reward: -squares(next.map((x, i) => x - goal[i])) - actionCost * squares(Array.from(action)),
        terminated: false,
        truncated: step + 1 >= horizon,
      };
    },
  };
};

const sampleTask = (
  { dimension, goalHalfWidth, gain }: LinearQuadraticSpec,
  key: Key,
): LinearQuadraticTask => ({
  goal: Array.from(uniformBetween(foldIn(key, 0), -goalHalfWidth, goalHalfWidth, dimension)),
  gain: uniformBetween(foldIn(key, 1), gain.low, gain.high, 1)[0],
});

/**
 * A linear system with quadratic rewards: a point in R^n that is to come to a goal which it cannot
 * see, by actions in R^n. With ξ, ξ_0 standard normal,
 *
 *     x_0 = startDeviation · ξ_0,   x' = decay · x + gain · a + noise · ξ,
 *     r = −‖x' − goal‖² − actionCost · ‖a‖² .
 *
 * Tasks differ in goal ~ U[−w, w]^n and gain. The observation is x, the features of a task are its
 * goal and its gain. Nothing is clipped, so that the return of linear Gaussian policies and its
 * derivatives are known in closed form ({@link linearQuadraticReturn}): the oracle for continuous
 * actions. An action that is not n finite numbers throws a RangeError.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { linearQuadratic, linearQuadraticDefault } from '@sgmrl/environments';
 * import { key } from '@sgmrl/prng';
 * const exact = { ...linearQuadraticDefault, dimension: 1, startDeviation: 0, noise: 0, actionCost: 0.5 };
 * const environment = linearQuadratic(exact).environment({ goal: [1], gain: 0.1 });
 * const { reward } = environment.step(environment.reset(key(0)), [2], key(1));
 * ok(Math.abs(reward + 0.8 * 0.8 + 0.5 * 4) < 1e-12);
 * ```
 */
export const linearQuadratic = (
  spec: LinearQuadraticSpec,
): TaskDistribution<LinearQuadraticTask, LinearQuadraticState> => {
  checkSpec('linear-quadratic', LinearQuadraticSpec, spec);
  return checkedTasks({
    name: spec.kind,
    observationSpace: space(spec.dimension),
    actionSpace: space(spec.dimension),
    horizon: spec.horizon,
    task: taskCodec(spec.dimension),
    sample: (key) => sampleTask(spec, key),
    features: ({ goal, gain }) => [...goal, gain],
    environment: (task) => environmentOf(spec, task),
  });
};

/** The row of the built-in vocabulary. */
export const linearQuadraticRow = environmentRow({
  spec: LinearQuadraticSpec,
  default: linearQuadraticDefault,
  about: 'a linear system with quadratic rewards, whose returns are known in closed form',
  tasks: linearQuadratic,
});
