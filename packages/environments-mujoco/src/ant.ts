import { square } from '@sgmrl/elementary';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Vector } from '@sgmrl/vector';
import { motors, type Spaces } from './controls';
import { antModel } from './models/ant';
import { coordinatesFrom, startWithNormalVelocities, unbounded } from './motion';
import type { Mujoco, MujocoError } from './mujoco';
import type { Robot, RobotState } from './robot';
import type { Contacts } from './simulator';

/** A state of the ant. */
export interface AntState extends RobotState {
  /** What the step to this state said of contacts. */
  readonly contacts: Contacts;
}

const bodies = 13;
const contactForces = 6 * bodies;

/**
 * Observations: the positions without x and y, all velocities, and the contact forces clipped to
 * [−1, 1].
 */
export const antSpaces: Spaces = {
  observationSpace: unbounded(27 + contactForces),
  actionSpace: motors(8),
};

/** Observations with x and y before all else. */
export const placedAntSpaces: Spaces = {
  ...antSpaces,
  observationSpace: unbounded(29 + contactForces),
};

/** Physics steps in a step of the environment. */
const frames = 5;

const clipped = (force: number): number => Math.min(1, Math.max(-1, force));

const observeFrom = (first: number, state: AntState): Float64Array => {
  const coordinates = coordinatesFrom(first, state);
  const observation = new Float64Array(coordinates.length + contactForces);
  observation.set(coordinates);
  for (let i = 0; i < contactForces; i++) {
    observation[coordinates.length + i] = clipped(state.contacts.forces[i]);
  }
  return observation;
};

/** The sum of squared contact forces, each clipped to [−1, 1]. */
export const contactEffort = ({ contacts: { forces } }: AntState): number => {
  let sum = 0;
  for (let i = 0; i < contactForces; i++) sum += square(clipped(forces[i]));
  return sum;
};

/** Whether the torso is neither on the ground nor upside down in the air: 0.2 m ≤ z ≤ 1 m. */
const upright = ({ positions }: { readonly positions: Vector }): boolean =>
  positions[2] >= 0.2 && positions[2] <= 1;

/**
 * The ant as Gymnasium's `Ant-v5` runs it: steps of 5 × 0.01 s, positions + U[−0.1, 0.1] and
 * velocities 0.1 · N(0, 1) at the start, healthy while 0.2 m ≤ z ≤ 1 m.
 */
export const ant = ({ simulator }: Mujoco): E.Either<MujocoError, Robot<AntState>> =>
  pipe(
    simulator(antModel),
    E.map((simulated) => {
      const start = startWithNormalVelocities(simulated, 0.1);
      return {
        ...antSpaces,
        duration: frames * antModel.timeStep,
        reset: (key) => {
          const state = start(key);
          const { positions } = state;
          return {
            ...state,
            contacts: { root: [positions[0], positions[1]], forces: new Float64Array(contactForces) },
          };
        },
        observe: (state) => observeFrom(2, state),
        advance: (state, controls) => ({
          step: state.step + 1,
          ...simulated.advanceWithContacts(state, controls, frames),
        }),
        healthy: upright,
      };
    }),
  );

/** {@link ant} that knows where it is and whose episodes go on when it falls. */
export const placedAnt = (mujoco: Mujoco): E.Either<MujocoError, Robot<AntState>> =>
  pipe(
    ant(mujoco),
    E.map((robot) => ({
      ...robot,
      ...placedAntSpaces,
      observe: (state) => observeFrom(0, state),
      healthy: () => true,
    })),
  );
