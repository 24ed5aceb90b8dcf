import type { Model, Mujoco, MujocoError } from '@sgmrl/environments-mujoco';
import type { Walk } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';

/** One trajectory as it is drawn, at 0, 1, …, H steps. */
export interface Episode {
  /** For each moment the two ends of each rod, x, y and z in m. The first rod is the torso. */
  readonly rods: Float32Array;
  /** Half the thickness of each rod, m. */
  readonly radii: readonly number[];
  /** The rewards until each moment, without discount. */
  readonly returns: readonly number[];
}

/** Draws a trajectory of a robot, whatever else its states hold. */
export type Draw = (walked: Walk<unknown>) => Episode;

/** A vector is any sequence of numbers, so that it is told by its length. */
const isPosed = (state: unknown): state is { readonly positions: Vector } =>
  typeof state === 'object' &&
  state !== null &&
  'positions' in state &&
  typeof state.positions === 'object' &&
  state.positions !== null &&
  'length' in state.positions;

const positionsOf = (state: unknown): Vector => {
  if (isPosed(state)) return state.positions;
  throw new RangeError(`expected the state of a robot, found ${JSON.stringify(state)}`);
};

/** How a robot is drawn: by the rods that the simulator says. */
export const drawing = ({ simulator }: Mujoco, model: Model): E.Either<MujocoError, Draw> =>
  pipe(
    simulator(model),
    E.map(({ rods }) => ({ states, rewards }) => {
      const frames = states.map((state) => rods(positionsOf(state)));
      return {
        rods: Float32Array.from(frames.flatMap((frame) => frame.flatMap(({ from, to }) => [...from, ...to]))),
        radii: frames[0].map(({ radius }) => radius),
        returns: rewards.reduce((sums, reward, h) => [...sums, sums[h] + reward], [0]),
      };
    }),
  );
