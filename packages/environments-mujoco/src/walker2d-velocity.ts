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
import { walker2d } from './walker2d';

/** Settings of {@link walker2dVelocity}. */
export interface Walker2dVelocitySpec {
  readonly kind: 'walker2d-velocity';
  /** Steps of 0.008 s in an episode. */
  readonly horizon: number;
  /** s: an action a controls the motors with u = clip(s a, ±1). */
  readonly actionScale: number;
  /** The wanted velocity is uniform in it, m/s. */
  readonly velocity: IntervalBounds;
}

/** Decodes a spec, strictly: every field must be there, and no other. */
export const Walker2dVelocitySpec: t.Type<Walker2dVelocitySpec> = record('walker2d-velocity environment', {
  kind: t.literal('walker2d-velocity'),
  horizon: horizonCodec,
  actionScale: scaleCodec,
  velocity: velocityInterval,
});

/** Velocities from 0 to 10 m/s, as ProMP's program draws them, and episodes of 200 steps. */
export const walker2dVelocityDefault: Walker2dVelocitySpec = {
  kind: 'walker2d-velocity',
  horizon: 200,
  actionScale: 1,
  velocity: { low: 0, high: 10 },
};

/**
 * A step's pay for being healthy: more than walking at a wrong velocity costs, so that falling does
 * not pay.
 */
const healthyReward = 15;

/**
 * Walking at a wanted velocity v: with the mean velocity ẋ over the step (m/s) and controls u ∈ R⁶,
 *
 *     r = −|ẋ − v| + 15 · 1{healthy} − 0.001 ‖u‖² .
 *
 * Terminated unless 0.8 m < z < 2 m and |pitch| < 1 rad.
 *
 * Source: body, observations, noise, steps and termination as Gymnasium's `Walker2d-v5`; velocities
 * and reward as ProMP's program (Rothfuss et al., arXiv:1810.06784), which takes 8 physics steps at
 * once and pays the 15 in the last step too.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import * as TE from 'fp-ts/lib/TaskEither.js';
 * import { loadMujoco, walker2dVelocity, walker2dVelocityDefault } from '@sgmrl/environments-mujoco';
 * import { key } from '@sgmrl/prng';
 * const loaded = await TE.chainEitherK(walker2dVelocity(walker2dVelocityDefault))(loadMujoco)();
 * if (loaded._tag === 'Left') throw new Error(loaded.left.message);
 * const rewards = [100, -100].map((velocity) => {
 *   const environment = loaded.right.environment({ velocity });
 *   return environment.step(environment.reset(key(1)), [1, 0, 0, -1, 0, 0], key(2)).reward;
 * });
 * // What ẋ lacks of the one it exceeds the other by: 200 in all; twice 15 for standing, less 0.001 ‖u‖².
 * ok(Math.abs(rewards[0] + rewards[1] + 200 - 2 * (15 - 0.001 * 2)) < 1e-9);
 * ```
 */
export const walker2dVelocity = (
  spec: Walker2dVelocitySpec,
): ((mujoco: Mujoco) => E.Either<MujocoError, TaskDistribution<VelocityTask, RobotState>>) => {
  checkSpec('walker2d-velocity', Walker2dVelocitySpec, spec);
  return (mujoco) =>
    pipe(
      walker2d(mujoco),
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
