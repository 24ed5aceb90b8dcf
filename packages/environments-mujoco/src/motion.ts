import { normal, split, uniformBetween, type Key } from '@sgmrl/prng';
import type { Vector } from '@sgmrl/vector';
import { cube, type Space } from '@sgmrl/environments';
import type { RobotState } from './robot';
import type { Simulator } from './simulator';

/** R^d, of observations. */
export const unbounded = (dimension: number): Space =>
  cube(dimension, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);

/** ẋ as Gymnasium takes it: the mean over a step of the environment, m/s. */
export const forwardVelocity = (before: RobotState, after: RobotState, duration: number): number =>
  (after.positions[0] - before.positions[0]) / duration;

/** Positions from the given index on, then velocities. */
export const coordinatesFrom = (first: number, { positions, velocities }: RobotState): number[] => {
  const kept = positions.length - first;
  const all = new Array<number>(kept + velocities.length);
  for (let i = 0; i < kept; i++) all[i] = positions[first + i];
  for (let i = 0; i < velocities.length; i++) all[kept + i] = velocities[i];
  return all;
};

/** Positions without x, then velocities clipped to [−10, 10]. */
export const observeClipped = (state: RobotState): readonly number[] => {
  const all = coordinatesFrom(1, state);
  for (let i = state.positions.length - 1; i < all.length; i++) {
    all[i] = Math.min(10, Math.max(-10, all[i]));
  }
  return all;
};

const startFrom = (
  { initialPositions, degreesOfFreedom }: Simulator,
  halfWidth: number,
  key: Key,
  velocities: Vector,
): RobotState => {
  const noise = uniformBetween(key, -halfWidth, halfWidth, initialPositions.length);
  return {
    step: 0,
    positions: noise.map((x, i) => initialPositions[i] + x),
    velocities,
    warmStart: new Float64Array(degreesOfFreedom),
  };
};

/** The described pose with U[−w, w] added to every position, and velocities N(0, w²). */
export const startWithNormalVelocities =
  (simulator: Simulator, w: number) =>
  (key: Key): RobotState => {
    const [forPositions, forVelocities] = split(key, 2);
    const velocities = normal(forVelocities, simulator.degreesOfFreedom).map((z) => w * z);
    return startFrom(simulator, w, forPositions, velocities);
  };

/** The described pose with U[−w, w] added to every position, and velocities U[−w, w]. */
export const startWithUniformVelocities =
  (simulator: Simulator, w: number) =>
  (key: Key): RobotState => {
    const [forPositions, forVelocities] = split(key, 2);
    return startFrom(
      simulator,
      w,
      forPositions,
      uniformBetween(forVelocities, -w, w, simulator.degreesOfFreedom),
    );
  };
