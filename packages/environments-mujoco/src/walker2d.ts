import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { motors, type Spaces } from './controls';
import { walker2dModel } from './models/walker2d';
import { observeClipped, startWithUniformVelocities, unbounded } from './motion';
import type { Mujoco, MujocoError } from './mujoco';
import type { Robot, RobotState } from './robot';
import type { Simulator } from './simulator';

/** Observations: the positions without x, then all velocities clipped to [−10, 10]. */
export const walker2dSpaces: Spaces = { observationSpace: unbounded(17), actionSpace: motors(6) };

/** Physics steps in a step of the environment. */
const frames = 4;

const standing = ({ positions: { 1: z, 2: pitch } }: RobotState): boolean =>
  z > 0.8 && z < 2 && pitch > -1 && pitch < 1;

/**
 * The walker as Gymnasium's `Walker2d-v5` runs it: steps of 4 × 0.002 s, U[−0.005, 0.005] added to
 * positions and velocities at the start, healthy while 0.8 m < z < 2 m and |pitch| < 1 rad.
 */
export const walker2dOn = (simulated: Simulator): Robot<RobotState> => ({
  ...walker2dSpaces,
  duration: frames * walker2dModel.timeStep,
  reset: startWithUniformVelocities(simulated, 0.005),
  observe: observeClipped,
  advance: (state, controls) => ({
    step: state.step + 1,
    ...simulated.advance(state, controls, frames),
  }),
  healthy: standing,
});

/** The same with the figures of Gymnasium. */
export const walker2d = ({ simulator }: Mujoco): E.Either<MujocoError, Robot<RobotState>> =>
  pipe(simulator(walker2dModel), E.map(walker2dOn));
