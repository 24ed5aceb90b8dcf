import { record } from '@sgmrl/codecs';
import { checkSpec, type IntervalBounds, type TaskDistribution } from '@sgmrl/environments';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';
import { halfCheetah } from './half-cheetah';
import { effort } from './controls';
import { horizonCodec } from './horizon';
import { forwardVelocity } from './motion';
import type { Mujoco, MujocoError } from './mujoco';
import { scaleCodec } from './quantities';
import { robotTasks, type RobotState } from './robot';
import { velocities, velocityInterval, type VelocityTask } from './tasks';

/** Settings of {@link halfCheetahVelocity}. */
export interface HalfCheetahVelocitySpec {
  readonly kind: 'half-cheetah-velocity';
  /** Steps of 0.05 s in an episode. */
  readonly horizon: number;
  /** s: an action a controls the motors with u = clip(s a, ±1). */
  readonly actionScale: number;
  /** The wanted velocity is uniform in it, m/s. */
  readonly velocity: IntervalBounds;
}

/** Decodes a spec, strictly: every field must be there, and no other. */
export const HalfCheetahVelocitySpec: t.Type<HalfCheetahVelocitySpec> = record(
  'half-cheetah-velocity environment',
  {
    kind: t.literal('half-cheetah-velocity'),
    horizon: horizonCodec,
    actionScale: scaleCodec,
    velocity: velocityInterval,
  },
);

/**
 * Velocities from 0 to 2 m/s and episodes of 200 steps, as in Finn et al. (arXiv:1703.03400, §5.3).
 */
export const halfCheetahVelocityDefault: HalfCheetahVelocitySpec = {
  kind: 'half-cheetah-velocity',
  horizon: 200,
  actionScale: 1,
  velocity: { low: 0, high: 2 },
};

/**
 * Running at a wanted velocity v: with the mean velocity ẋ over the step (m/s) and controls u ∈ R⁶,
 *
 *     r = −|ẋ − v| − 0.05 ‖u‖² .
 *
 * Episodes end at the horizon only.
 *
 * Source: body, observations, noise and steps as Gymnasium's `HalfCheetah-v5`; the task of Finn et
 * al. (arXiv:1703.03400, §5.3) with the reward of ProMP's program (Rothfuss et al.,
 * arXiv:1810.06784), which draws up to 3 m/s.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import * as TE from 'fp-ts/lib/TaskEither.js';
 * import { halfCheetahVelocity, halfCheetahVelocityDefault, loadMujoco } from '@sgmrl/environments-mujoco';
 * import { key } from '@sgmrl/prng';
 * const loaded = await TE.chainEitherK(halfCheetahVelocity(halfCheetahVelocityDefault))(loadMujoco)();
 * if (loaded._tag === 'Left') throw new Error(loaded.left.message);
 * const rewards = [100, -100].map((velocity) => {
 *   const environment = loaded.right.environment({ velocity });
 *   return environment.step(environment.reset(key(1)), [1, 0, 0, -1, 0, 0], key(2)).reward;
 * });
 * // What ẋ lacks of the one it exceeds the other by: 200 in all, and twice 0.05 ‖u‖².
 * ok(Math.abs(rewards[0] + rewards[1] + 200 + 2 * 0.05 * 2) < 1e-9);
 * ```
 */
export const halfCheetahVelocity = (
  spec: HalfCheetahVelocitySpec,
): ((mujoco: Mujoco) => E.Either<MujocoError, TaskDistribution<VelocityTask, RobotState>>) => {
  checkSpec('half-cheetah-velocity', HalfCheetahVelocitySpec, spec);
  return (mujoco) =>
    pipe(
      halfCheetah(mujoco),
      E.map((robot) =>
        robotTasks(
          robot,
          spec,
          velocities(spec.velocity),
          ({ velocity }) =>
            (before, controls, after) =>
              -Math.abs(forwardVelocity(before, after, robot.duration) - velocity) - 0.05 * effort(controls),
        ),
      ),
    );
};
