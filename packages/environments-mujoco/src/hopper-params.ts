import { record } from '@sgmrl/codecs';
import { checkSpec, type TaskDistribution } from '@sgmrl/environments';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';
import { hopperModel } from './models/hopper';
import type { Mujoco, MujocoError } from './mujoco';
import { factorInterval, params, type ParamsIntervals, type ParamsTask } from './params';
import { horizonCodec } from './horizon';
import { scaleCodec } from './quantities';
import type { RobotState } from './robot';
import { forwardTasks, literature } from './forward';
import { hopperOn, hopperSpaces } from './hopper';

/** Settings of {@link hopperParams}. */
export interface HopperParamsSpec extends ParamsIntervals {
  readonly kind: 'hopper-params';
  /** Steps of 0.008 s in an episode. */
  readonly horizon: number;
  /** s: an action a controls the motors with u = clip(s a, ±1). */
  readonly actionScale: number;
}

/** Decodes a spec, strictly: every field must be there, and no other. */
export const HopperParamsSpec: t.Type<HopperParamsSpec> = record('hopper-params environment', {
  kind: t.literal('hopper-params'),
  horizon: horizonCodec,
  actionScale: scaleCodec,
  masses: factorInterval,
  dampings: factorInterval,
  frictions: factorInterval,
});

/** The factors of published experiments, and episodes of 200 steps. */
export const hopperParamsDefault: HopperParamsSpec = {
  kind: 'hopper-params',
  horizon: 200,
  actionScale: 1,
  ...literature,
};

/**
 * Hopping forward with a body that is to be found out: every mass (with its inertia), every damper
 * and every friction, the floor's included, is multiplied by a factor of its own, log-uniform in an
 * interval. With the mean velocity ẋ over the step (m/s) and controls u ∈ R³,
 *
 *     r = ẋ + 1{healthy} − 0.001 ‖u‖² .
 *
 * Source: body, observations, noise, steps, reward and termination as Gymnasium's `Hopper-v5`; the
 * factors as ProMP's program (Rothfuss et al., arXiv:1810.06784) draws them: 1.5^U[−3, 3] for
 * masses and friction, 1.3^U[−3, 3] for dampers. That program draws factors of their own for the
 * moments of inertia; here these follow the mass, as in a body of another density.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import * as TE from 'fp-ts/lib/TaskEither.js';
 * import { loadMujoco, hopperParams, hopperParamsDefault } from '@sgmrl/environments-mujoco';
 * import { key } from '@sgmrl/prng';
 * const loaded = await TE.chainEitherK(hopperParams(hopperParamsDefault))(loadMujoco)();
 * if (loaded._tag === 'Left') throw new Error(loaded.left.message);
 * const { sample, environment } = loaded.right;
 * const [one, other] = [1, 2].map((seed) => {
 *   const body = environment(sample(key(seed)));
 *   return body.step(body.reset(key(0)), [1, 0, -1], key(0)).state;
 * });
 * // The same start and the same push, but bodies of their own
 * ok(one.velocities[3] !== other.velocities[3]);
 * ```
 */
export const hopperParams = (
  spec: HopperParamsSpec,
): ((mujoco: Mujoco) => E.Either<MujocoError, TaskDistribution<ParamsTask, RobotState>>) => {
  checkSpec('hopper-params', HopperParamsSpec, spec);
  return ({ simulator }) =>
    pipe(
      simulator(hopperModel),
      E.map((simulated) => forwardTasks(hopperSpaces, spec, params(hopperModel, spec), simulated, hopperOn)),
    );
};
