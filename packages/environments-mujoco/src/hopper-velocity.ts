import { record } from '@sgmrl/codecs';
import { checkSpec, type IntervalBounds, type TaskDistribution } from '@sgmrl/environments';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';
import { effort } from './controls';
import { horizonCodec } from './horizon';
import { forwardVelocity } from './motion';
import type { Mujoco, MujocoError } from './mujoco';
import { scaleCodec } from './quantities';
import { robotTasks, type RobotState } from './robot';
import { velocities, velocityInterval, type VelocityTask } from './tasks';
import { hopper } from './hopper';

/** Settings of {@link hopperVelocity}. */
export interface HopperVelocitySpec {
  readonly kind: 'hopper-velocity';
  /** Steps of 0.008 s in an episode. */
  readonly horizon: number;
  /** s: an action a controls the motors with u = clip(s a, ±1). */
  readonly actionScale: number;
  /** The wanted velocity is uniform in it, m/s. */
  readonly velocity: IntervalBounds;
}

/** Decodes a spec, strictly: every field must be there, and no other. */
export const HopperVelocitySpec: t.Type<HopperVelocitySpec> = record('hopper-velocity environment', {
  kind: t.literal('hopper-velocity'),
  horizon: horizonCodec,
  actionScale: scaleCodec,
  velocity: velocityInterval,
});

/** Velocities from 0 to 3 m/s, which trained hoppers reach, and episodes of 200 steps. */
export const hopperVelocityDefault: HopperVelocitySpec = {
  kind: 'hopper-velocity',
  horizon: 200,
  actionScale: 1,
  velocity: { low: 0, high: 3 },
};

/** A step's pay for being healthy: more than standing still costs, so that falling does not pay. */
const healthyReward = 5;

/**
 * Hopping at a wanted velocity v: with the mean velocity ẋ over the step (m/s) and controls u ∈ R³,
 *
 *     r = −|ẋ − v| + 5 · 1{healthy} − 0.001 ‖u‖² .
 *
 * Terminated unless z > 0.7 m, |pitch| < 0.2 rad and all coordinates but x and z are within ±100.
 *
 * Source: body, observations, noise, steps and termination as Gymnasium's `Hopper-v5`; the form
 * of the reward as `walker2d-velocity`. Velocities and the 5 for health are of our own: no
 * published program sets them.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import * as TE from 'fp-ts/lib/TaskEither.js';
 * import { loadMujoco, hopperVelocity, hopperVelocityDefault } from '@sgmrl/environments-mujoco';
 * import { key } from '@sgmrl/prng';
 * const loaded = await TE.chainEitherK(hopperVelocity(hopperVelocityDefault))(loadMujoco)();
 * if (loaded._tag === 'Left') throw new Error(loaded.left.message);
 * const rewards = [100, -100].map((velocity) => {
 *   const environment = loaded.right.environment({ velocity });
 *   return environment.step(environment.reset(key(1)), [1, 0, -1], key(2)).reward;
 * });
 * // What ẋ lacks of the one it exceeds the other by: 200 in all; twice 5 for standing, less 0.001 ‖u‖².
 * ok(Math.abs(rewards[0] + rewards[1] + 200 - 2 * (5 - 0.001 * 2)) < 1e-9);
 * ```
 */
export const hopperVelocity = (
  spec: HopperVelocitySpec,
): ((mujoco: Mujoco) => E.Either<MujocoError, TaskDistribution<VelocityTask, RobotState>>) => {
  checkSpec('hopper-velocity', HopperVelocitySpec, spec);
  return (mujoco) =>
    pipe(
      hopper(mujoco),
      E.map((robot) =>
        robotTasks(
          robot,
          spec,
          velocities(spec.velocity),
          ({ velocity }) =>
            (before, controls, after) =>
              -Math.abs(forwardVelocity(before, after, robot.duration) - velocity) +
              healthyReward * Number(robot.healthy(after)) -
              0.001 * effort(controls),
        ),
      ),
    );
};
