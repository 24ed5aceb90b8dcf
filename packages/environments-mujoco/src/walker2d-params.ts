import { record } from '@sgmrl/codecs';
import { checkSpec, type TaskDistribution } from '@sgmrl/environments';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';
import { walker2dModel } from './models/walker2d';
import type { Mujoco, MujocoError } from './mujoco';
import { factorInterval, params, type ParamsIntervals, type ParamsTask } from './params';
import { horizonCodec } from './horizon';
import { scaleCodec } from './quantities';
import type { RobotState } from './robot';
import { forwardTasks, literature } from './forward';
import { walker2dOn, walker2dSpaces } from './walker2d';

/** Settings of {@link walker2dParams}. */
export interface Walker2dParamsSpec extends ParamsIntervals {
  readonly kind: 'walker2d-params';
  /** Steps of 0.008 s in an episode. */
  readonly horizon: number;
  /** s: an action a controls the motors with u = clip(s a, ±1). */
  readonly actionScale: number;
}

/** Decodes a spec, strictly: every field must be there, and no other. */
export const Walker2dParamsSpec: t.Type<Walker2dParamsSpec> = record('walker2d-params environment', {
  kind: t.literal('walker2d-params'),
  horizon: horizonCodec,
  actionScale: scaleCodec,
  masses: factorInterval,
  dampings: factorInterval,
  frictions: factorInterval,
});

/** The factors of published experiments, and episodes of 200 steps. */
export const walker2dParamsDefault: Walker2dParamsSpec = {
  kind: 'walker2d-params',
  horizon: 200,
  actionScale: 1,
  ...literature,
};

/**
 * Walking forward with a body that is to be found out: every mass (with its inertia), every damper
 * and every friction, the floor's included, is multiplied by a factor of its own, log-uniform in an
 * interval. With the mean velocity ẋ over the step (m/s) and controls u ∈ R⁶,
 *
 *     r = ẋ + 1{healthy} − 0.001 ‖u‖² .
 *
 * Source: body, observations, noise, steps, reward and termination as Gymnasium's `Walker2d-v5`;
 * the factors as ProMP's program (Rothfuss et al., arXiv:1810.06784) draws them: 1.5^U[−3, 3] for
 * masses and friction, 1.3^U[−3, 3] for dampers. That program draws factors of their own for the
 * moments of inertia; here these follow the mass, as in a body of another density.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import * as TE from 'fp-ts/lib/TaskEither.js';
 * import { loadMujoco, walker2dParams, walker2dParamsDefault } from '@sgmrl/environments-mujoco';
 * import { key } from '@sgmrl/prng';
 * const loaded = await TE.chainEitherK(walker2dParams(walker2dParamsDefault))(loadMujoco)();
 * if (loaded._tag === 'Left') throw new Error(loaded.left.message);
 * const { sample, environment } = loaded.right;
 * const [one, other] = [1, 2].map((seed) => {
 *   const body = environment(sample(key(seed)));
 *   return body.step(body.reset(key(0)), [1, 0, 0, -1, 0, 0], key(0)).state;
 * });
 * // The same start and the same push, but bodies of their own
 * ok(one.velocities[3] !== other.velocities[3]);
 * ```
 */
export const walker2dParams = (
  spec: Walker2dParamsSpec,
): ((mujoco: Mujoco) => E.Either<MujocoError, TaskDistribution<ParamsTask, RobotState>>) => {
  checkSpec('walker2d-params', Walker2dParamsSpec, spec);
  return ({ simulator }) =>
    pipe(
      simulator(walker2dModel),
      E.map((simulated) =>
        forwardTasks(walker2dSpaces, spec, params(walker2dModel, spec), simulated, walker2dOn),
      ),
    );
};
