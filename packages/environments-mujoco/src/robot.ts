import {
  checkAction,
  checkedTasks,
  vectorLength,
  type Environment,
  type TaskDistribution,
} from '@sgmrl/environments';
import type { Key } from '@sgmrl/prng';
import type { Vector } from '@sgmrl/vector';
import { controlsOf, scaled, type Spaces } from './controls';
import type { Mechanics } from './simulator';
import type { Tasks } from './tasks';

/** A state of a simulated robot. */
export interface RobotState extends Mechanics {
  /** h, the number of steps taken. */
  readonly step: number;
}

/** A body in the engine, without a task. */
export interface Robot<State extends RobotState> extends Spaces {
  /** Seconds of a step of the environment. */
  readonly duration: number;
  readonly reset: (key: Key) => State;
  readonly observe: (state: State) => Vector;
  /** A step with controls of the motors in [−1, 1]. */
  readonly advance: (state: State, controls: Vector) => State;
  /** An episode ends when its robot is not. */
  readonly healthy: (state: State) => boolean;
}

/** m/s, rad/s: nothing that these bodies do comes near it. */
const fastest = 1e6;

/**
 * Whether the physics has come apart: a coordinate that is not finite, or a velocity beyond 10⁶ m/s
 * or rad/s.
 */
export const diverged = ({ positions, velocities }: Mechanics): boolean => {
  for (let i = 0; i < positions.length; i++) if (!Number.isFinite(positions[i])) return true;
  for (let i = 0; i < velocities.length; i++) if (!(Math.abs(velocities[i]) <= fastest)) return true;
  return false;
};

/** What a task makes of a step with controls u; the bonus of staying healthy included. */
export type Reward<State> = (before: State, controls: Vector, after: State) => number;

/** What every distribution over tasks of a robot has in its description. */
export interface RobotSpec {
  readonly kind: string;
  /** Steps of an episode. */
  readonly horizon: number;
  /** s: an action a controls the motors with u = clip(s a, ±1). */
  readonly actionScale: number;
}

/**
 * The environment of a robot with a task. A state that came apart earns NaN, so that no one learns
 * from it.
 */
const robotEnvironment = <State extends RobotState>(
  { reset, observe, advance, healthy, ...spaces }: Robot<State>,
  { kind, horizon, actionScale }: RobotSpec,
  reward: Reward<State>,
): Environment<State> => {
  const { observationSpace, actionSpace } = scaled(spaces, actionScale);
  const motors = vectorLength(actionSpace);
  return {
    observationSpace,
    actionSpace,
    horizon,
    reset,
    observe,
    step: (state, action) => {
      checkAction(kind, actionSpace, action);
      const controls = controlsOf(action, actionScale, motors);
      const next = advance(state, controls);
      const terminated = !healthy(next);
      return {
        state: next,
        reward: diverged(next) ? Number.NaN : reward(state, controls, next),
        terminated,
        truncated: !terminated && next.step >= horizon,
      };
    },
  };
};

/** A distribution over tasks of one robot. */
export const robotTasks = <Task, State extends RobotState>(
  robot: Robot<State>,
  spec: RobotSpec,
  tasks: Tasks<Task>,
  reward: (task: Task) => Reward<State>,
): TaskDistribution<Task, State> => bodyTasks(robot, spec, tasks, () => robot, reward);

/** A distribution over tasks each of which has a robot of its own, all with the same spaces. */
export const bodyTasks = <Task, State extends RobotState>(
  spaces: Spaces,
  spec: RobotSpec,
  tasks: Tasks<Task>,
  robot: (task: Task) => Robot<State>,
  reward: (task: Task) => Reward<State>,
): TaskDistribution<Task, State> => {
  const { observationSpace, actionSpace } = scaled(spaces, spec.actionScale);
  return checkedTasks({
    name: spec.kind,
    observationSpace,
    actionSpace,
    horizon: spec.horizon,
    ...tasks,
    environment: (task) => robotEnvironment(robot(task), spec, reward(task)),
  });
};
