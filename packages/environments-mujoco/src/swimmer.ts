import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { motors, type Spaces } from './controls';
import { swimmerModel } from './models/swimmer';
import { coordinatesFrom, startWithUniformVelocities, unbounded } from './motion';
import type { Mujoco, MujocoError } from './mujoco';
import type { Robot, RobotState } from './robot';

/** Observations: the positions without x and y, then all velocities. */
export const swimmerSpaces: Spaces = { observationSpace: unbounded(8), actionSpace: motors(2) };

/** Physics steps in a step of the environment. */
const frames = 4;

/**
 * The swimmer as Gymnasium's `Swimmer-v5` runs it: steps of 4 × 0.01 s, U[−0.1, 0.1] added to
 * positions and velocities at the start, always healthy.
 */
export const swimmer = ({ simulator }: Mujoco): E.Either<MujocoError, Robot<RobotState>> =>
  pipe(
    simulator(swimmerModel),
    E.map((simulated) => ({
      ...swimmerSpaces,
      duration: frames * swimmerModel.timeStep,
      reset: startWithUniformVelocities(simulated, 0.1),
      observe: (state) => coordinatesFrom(2, state),
      advance: (state, controls) => ({
        step: state.step + 1,
        ...simulated.advance(state, controls, frames),
      }),
      healthy: () => true,
    })),
  );
