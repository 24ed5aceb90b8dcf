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
import { swimmer } from './swimmer';
import { velocities, velocityInterval, type VelocityTask } from './tasks';

/** Settings of {@link swimmerVelocity}. */
export interface SwimmerVelocitySpec {
  readonly kind: 'swimmer-velocity';
  /** Steps of 0.04 s in an episode. */
  readonly horizon: number;
  /** s: an action a controls the motors with u = clip(s a, ±1). */
  readonly actionScale: number;
  /** The wanted velocity is uniform in it, m/s. */
  readonly velocity: IntervalBounds;
}

/** Decodes a spec, strictly: every field must be there, and no other. */
export const SwimmerVelocitySpec: t.Type<SwimmerVelocitySpec> = record('swimmer-velocity environment', {
  kind: t.literal('swimmer-velocity'),
  horizon: horizonCodec,
  actionScale: scaleCodec,
  velocity: velocityInterval,
});

/** Velocities from 0.1 to 0.2 m/s, as ProMP's program draws them, and episodes of 200 steps. */
export const swimmerVelocityDefault: SwimmerVelocitySpec = {
  kind: 'swimmer-velocity',
  horizon: 200,
  actionScale: 1,
  velocity: { low: 0.1, high: 0.2 },
};

/**
 * Swimming at a wanted velocity v: with the mean velocity ẋ over the step (m/s) and controls u ∈
 * R²,
 *
 *     r = −|ẋ − v| − 0.0001 ‖u‖² .
 *
 * Episodes end at the horizon only.
 *
 * Source: body, observations, noise and steps as Gymnasium's `Swimmer-v5`; velocities and costs as
 * ProMP's program (Rothfuss et al., arXiv:1810.06784), which has the first term with a plus sign,
 * by mistake we think.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import * as TE from 'fp-ts/lib/TaskEither.js';
 * import { loadMujoco, swimmerVelocity, swimmerVelocityDefault } from '@sgmrl/environments-mujoco';
 * import { key } from '@sgmrl/prng';
 * const loaded = await TE.chainEitherK(swimmerVelocity(swimmerVelocityDefault))(loadMujoco)();
 * if (loaded._tag === 'Left') throw new Error(loaded.left.message);
 * const rewards = [100, -100].map((velocity) => {
 *   const environment = loaded.right.environment({ velocity });
 *   return environment.step(environment.reset(key(1)), [1, -1], key(2)).reward;
 * });
 * // What ẋ lacks of the one it exceeds the other by: 200 in all, and twice 0.0001 ‖u‖².
 * ok(Math.abs(rewards[0] + rewards[1] + 200 + 2 * 0.0001 * 2) < 1e-9);
 * ```
 */
export const swimmerVelocity = (
  spec: SwimmerVelocitySpec,
): ((mujoco: Mujoco) => E.Either<MujocoError, TaskDistribution<VelocityTask, RobotState>>) => {
  checkSpec('swimmer-velocity', SwimmerVelocitySpec, spec);
  return (mujoco) =>
    pipe(
      swimmer(mujoco),
      E.map((robot) =>
        robotTasks(
          robot,
          spec,
          velocities(spec.velocity),
          ({ velocity }) =>
            (before, controls, after) =>
              -Math.abs(forwardVelocity(before, after, robot.duration) - velocity) -
              0.0001 * effort(controls),
        ),
      ),
    );
};
