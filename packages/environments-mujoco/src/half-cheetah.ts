import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { motors, type Spaces } from './controls';
import { halfCheetahModel } from './models/half-cheetah';
import { coordinatesFrom, startWithNormalVelocities, unbounded } from './motion';
import type { Mujoco, MujocoError } from './mujoco';
import type { Robot, RobotState } from './robot';

/** Observations: the positions without x, then all velocities. */
export const halfCheetahSpaces: Spaces = { observationSpace: unbounded(17), actionSpace: motors(6) };

/** Physics steps in a step of the environment. */
const frames = 5;

/**
 * The half-cheetah as Gymnasium's `HalfCheetah-v5` runs it: steps of 5 × 0.01 s, positions +
 * U[−0.1, 0.1] and velocities 0.1 · N(0, 1) at the start, always healthy.
 */
export const halfCheetah = ({ simulator }: Mujoco): E.Either<MujocoError, Robot<RobotState>> =>
  pipe(
    simulator(halfCheetahModel),
    E.map((simulated) => ({
      ...halfCheetahSpaces,
      duration: frames * halfCheetahModel.timeStep,
      reset: startWithNormalVelocities(simulated, 0.1),
      observe: (state) => coordinatesFrom(1, state),
      advance: (state, controls) => ({
        step: state.step + 1,
        ...simulated.advance(state, controls, frames),
      }),
      healthy: () => true,
    })),
  );
