import type { Environment, Space, TaskDistribution } from '@sgmrl/environments';
import type { Key } from '@sgmrl/prng';
import type { Vector } from '@sgmrl/vector';
import type { Mechanics } from './simulator';
import type { Tasks } from './tasks';

/** A state of a simulated robot. */
export interface RobotState extends Mechanics {
  /** h, the number of steps taken. */
  readonly step: number;
}

/** What an agent of a certain build sees and does. */
export interface Spaces {
  readonly observationSpace: Space;
  readonly actionSpace: Space;
}

/** A body in the engine, without a task. */
export interface Robot<State extends RobotState> extends Spaces {
  /** Seconds of a step of the environment. */
  readonly duration: number;
  readonly reset: (key: Key) => State;
  readonly observe: (state: State) => Vector;
  readonly advance: (state: State, action: Vector) => State;
  /** An episode ends when its robot is not. */
  readonly healthy: (state: State) => boolean;
}

/** m/s, rad/s: nothing that these bodies do comes near it. */
const fastest = 1e6;

/** Whether the physics has come apart: a coordinate that is not finite, or a velocity beyond 10⁶ m/s or rad/s. */
export const diverged = ({ positions, velocities }: Mechanics): boolean => {
  for (let i = 0; i < positions.length; i++) if (!Number.isFinite(positions[i])) return true;
  for (let i = 0; i < velocities.length; i++) if (!(Math.abs(velocities[i]) <= fastest)) return true;
  return false;
};

/** What a task makes of a step; the bonus of staying healthy included. */
export type Reward<State> = (before: State, action: Vector, after: State) => number;

/** The environment of a robot with a task. A state that came apart earns NaN, so that no one learns from it. */
export const robotEnvironment = <State extends RobotState>(
  { observationSpace, actionSpace, reset, observe, advance, healthy }: Robot<State>,
  horizon: number,
  reward: Reward<State>,
): Environment<State> => ({
  observationSpace,
  actionSpace,
  horizon,
  reset,
  observe,
  step: (state, action) => {
    const next = advance(state, action);
    const terminated = !healthy(next);
    return {
      state: next,
      reward: diverged(next) ? Number.NaN : reward(state, action, next),
      terminated,
      truncated: !terminated && next.step >= horizon,
    };
  },
});

/** A distribution over tasks of one robot. */
export const robotTasks = <Task, State extends RobotState>(
  robot: Robot<State>,
  { kind, horizon }: { readonly kind: string; readonly horizon: number },
  tasks: Tasks<Task>,
  reward: (task: Task) => Reward<State>,
): TaskDistribution<Task, State> => ({
  name: kind,
  observationSpace: robot.observationSpace,
  actionSpace: robot.actionSpace,
  horizon,
  ...tasks,
  environment: (task) => robotEnvironment(robot, horizon, reward(task)),
});
