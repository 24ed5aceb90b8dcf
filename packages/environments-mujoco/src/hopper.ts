import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { motors, type Spaces } from './controls';
import { hopperModel } from './models/hopper';
import { observeClipped, startWithUniformVelocities, unbounded } from './motion';
import type { Mujoco, MujocoError } from './mujoco';
import type { Robot, RobotState } from './robot';
import type { Simulator } from './simulator';

/** Observations: the positions without x, then all velocities clipped to [−10, 10]. */
export const hopperSpaces: Spaces = { observationSpace: unbounded(11), actionSpace: motors(3) };

/** Physics steps in a step of the environment. */
const frames = 4;

/** All coordinates but x and z within ±100, upright and above the ground. */
const standing = ({ positions, velocities }: RobotState): boolean => {
  const [, z, pitch] = Array.from(positions);
  const others = [...Array.from(positions).slice(2), ...Array.from(velocities)];
  return z > 0.7 && z < Infinity && Math.abs(pitch) < 0.2 && others.every((value) => Math.abs(value) < 100);
};

/**
 * The hopper as Gymnasium's `Hopper-v5` runs it: steps of 4 × 0.002 s, U[−0.005, 0.005] added to
 * positions and velocities at the start, healthy while z > 0.7 m, |pitch| < 0.2 rad and all
 * coordinates but x and z are within ±100.
 */
export const hopperOn = (simulated: Simulator): Robot<RobotState> => ({
  ...hopperSpaces,
  duration: frames * hopperModel.timeStep,
  reset: startWithUniformVelocities(simulated, 0.005),
  observe: observeClipped,
  advance: (state, controls) => ({
    step: state.step + 1,
    ...simulated.advance(state, controls, frames),
  }),
  healthy: standing,
});

/** The same with the figures of Gymnasium. */
export const hopper = ({ simulator }: Mujoco): E.Either<MujocoError, Robot<RobotState>> =>
  pipe(simulator(hopperModel), E.map(hopperOn));
