import { record } from '@sgmrl/codecs';
import { checkSpec, type TaskDistribution } from '@sgmrl/environments';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';
import { effort } from './controls';
import { horizonCodec } from './horizon';
import { halfCheetah } from './half-cheetah';
import { forwardVelocity } from './motion';
import type { Mujoco, MujocoError } from './mujoco';
import { scaleCodec } from './quantities';
import { robotTasks, type RobotState } from './robot';
import { directions, type DirectionTask } from './tasks';

/** Settings of {@link halfCheetahDirection}. */
export interface HalfCheetahDirectionSpec {
  readonly kind: 'half-cheetah-direction';
  /** Steps of 0.05 s in an episode. */
  readonly horizon: number;
  /** s: an action a controls the motors with u = clip(s a, ±1). */
  readonly actionScale: number;
}

/** Decodes a spec, strictly: every field must be there, and no other. */
export const HalfCheetahDirectionSpec: t.Type<HalfCheetahDirectionSpec> = record(
  'half-cheetah-direction environment',
  { kind: t.literal('half-cheetah-direction'), horizon: horizonCodec, actionScale: scaleCodec },
);

/** Episodes of 200 steps, as in Finn et al. (arXiv:1703.03400, §5.3). */
export const halfCheetahDirectionDefault: HalfCheetahDirectionSpec = {
  kind: 'half-cheetah-direction',
  horizon: 200,
  actionScale: 1,
};

/**
 * Running forward or backward: for direction d = ±1, with the mean velocity ẋ over the step (m/s)
 * and controls u ∈ R⁶,
 *
 *     r = d ẋ − 0.05 ‖u‖² .
 *
 * Episodes end at the horizon only.
 *
 * Source: body, observations, noise and steps as Gymnasium's `HalfCheetah-v5`; the task of Finn et
 * al. (arXiv:1703.03400, §5.3) with the reward of ProMP's program (Rothfuss et al.,
 * arXiv:1810.06784) and of the SG-MRL authors'.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import * as TE from 'fp-ts/lib/TaskEither.js';
 * import { halfCheetahDirection, halfCheetahDirectionDefault, loadMujoco } from '@sgmrl/environments-mujoco';
 * import { key } from '@sgmrl/prng';
 * const loaded = await TE.chainEitherK(halfCheetahDirection(halfCheetahDirectionDefault))(loadMujoco)();
 * if (loaded._tag === 'Left') throw new Error(loaded.left.message);
 * const [there, back] = ([1, -1] as const).map((direction) => loaded.right.environment({ direction }));
 * const [a, b] = [there, back].map((environment) =>
 *   environment.step(environment.reset(key(1)), [1, 0, 0, -1, 0, 0], key(2)),
 * );
 * ok(Math.abs(a.reward + b.reward - 2 * -0.05 * 2) < 1e-12);
 * ```
 */
export const halfCheetahDirection = (
  spec: HalfCheetahDirectionSpec,
): ((mujoco: Mujoco) => E.Either<MujocoError, TaskDistribution<DirectionTask, RobotState>>) => {
  checkSpec('half-cheetah-direction', HalfCheetahDirectionSpec, spec);
  return (mujoco) =>
    pipe(
      halfCheetah(mujoco),
      E.map((robot) =>
        robotTasks(
          robot,
          spec,
          directions,
          ({ direction }) =>
            (before, controls, after) =>
              direction * forwardVelocity(before, after, robot.duration) - 0.05 * effort(controls),
        ),
      ),
    );
};
