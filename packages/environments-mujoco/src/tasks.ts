import { record, refine } from '@sgmrl/codecs';
import { cos, sin } from '@sgmrl/elementary';
import type { IntervalBounds, TaskDistribution } from '@sgmrl/environments';
import { uniform, uniformBetween } from '@sgmrl/prng';
import * as t from 'io-ts';
import { coordinate, speed } from './quantities';

/** How tasks are written, drawn and told apart. */
export type Tasks<Task> = Pick<TaskDistribution<Task, unknown>, 'task' | 'sample' | 'features'>;

/** Which way to run along x. */
export interface DirectionTask {
  /** 1: forward, −1: backward. */
  readonly direction: 1 | -1;
}

const isDirection = (x: unknown): x is 1 | -1 => x === 1 || x === -1;

const direction = new t.Type<1 | -1>(
  '1 | -1',
  isDirection,
  (u, context) => (isDirection(u) ? t.success(u) : t.failure(u, context)),
  t.identity,
);

/** Decodes a task, strictly: 1 or −1, and nothing else. */
export const DirectionTask: t.Type<DirectionTask> = record('direction task', { direction });

/** Both directions, equally likely; d itself is the feature. */
export const directions: Tasks<DirectionTask> = {
  task: DirectionTask,
  sample: (key) => ({ direction: uniform(key, 1)[0] < 0.5 ? -1 : 1 }),
  features: (task) => [task.direction],
};

/** How fast to move along x. */
export interface VelocityTask {
  /** m/s */
  readonly velocity: number;
}

/** Decodes a task, strictly. */
export const VelocityTask: t.Type<VelocityTask> = record('velocity task', { velocity: speed });

/** Velocities from `low` to `high`, m/s. */
export const velocityInterval: t.Type<IntervalBounds> = refine(
  record('interval', { low: speed, high: speed }),
  'interval with low ≤ high',
  ({ low, high }) => low <= high,
);

/** Velocities uniform in an interval; v itself is the feature. */
export const velocities = ({ low, high }: IntervalBounds): Tasks<VelocityTask> => ({
  task: VelocityTask,
  sample: (key) => ({ velocity: uniformBetween(key, low, high, 1)[0] }),
  features: ({ velocity }) => [velocity],
});

/** Where to go. */
export interface GoalTask {
  /** (x, y), m */
  readonly goal: readonly [number, number];
}

/** Decodes a task, strictly: a goal of two numbers, and nothing else. */
export const GoalTask: t.Type<GoalTask> = record('goal task', {
  goal: t.readonly(t.tuple([coordinate, coordinate], 'pair of numbers'), 'pair of numbers'),
});

/** Goals uniform in the disc of a radius, m, around the start; x and y are the features. */
export const goalsWithin = (radius: number): Tasks<GoalTask> => ({
  task: GoalTask,
  sample: (key) => {
    const [u, v] = uniform(key, 2);
    const [distance, angle] = [radius * Math.sqrt(u), 2 * Math.PI * v];
    return { goal: [distance * cos(angle), distance * sin(angle)] };
  },
  features: ({ goal }) => goal,
});
