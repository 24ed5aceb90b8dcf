import { record } from '@sgmrl/codecs';
import { checkSpec, type TaskDistribution } from '@sgmrl/environments';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';
import { ant, contactEffort, type AntState } from './ant';
import { effort } from './controls';
import { horizonCodec } from './horizon';
import type { Mujoco, MujocoError } from './mujoco';
import { scaleCodec } from './quantities';
import { robotTasks } from './robot';
import { directions, type DirectionTask } from './tasks';

/** Settings of {@link antDirection}. */
export interface AntDirectionSpec {
  readonly kind: 'ant-direction';
  /** Steps of 0.05 s in an episode. */
  readonly horizon: number;
  /** s: an action a controls the motors with u = clip(s a, ±1). */
  readonly actionScale: number;
}

/** Decodes a spec, strictly: every field must be there, and no other. */
export const AntDirectionSpec: t.Type<AntDirectionSpec> = record('ant-direction environment', {
  kind: t.literal('ant-direction'),
  horizon: horizonCodec,
  actionScale: scaleCodec,
});

/** Episodes of 200 steps, as in Finn et al. (arXiv:1703.03400, §5.3). */
export const antDirectionDefault: AntDirectionSpec = { kind: 'ant-direction', horizon: 200, actionScale: 1 };

/**
 * Running forward or backward along x: for direction d = ±1, with the mean velocity ẋ of the torso
 * over the step (m/s), controls u ∈ R⁸ and contact forces F clipped to [−1, 1],
 *
 *     r = d ẋ + 1{healthy} − 0.5 ‖u‖² − 0.0005 ‖F‖² .
 *
 * Terminated unless the torso's height is from 0.2 m to 1 m.
 *
 * Source: everything but d as Gymnasium's `Ant-v5`; the task of Finn et al. (arXiv:1703.03400,
 * §5.3), whose ProMP program (Rothfuss et al., arXiv:1810.06784) has the same reward, and pays the
 * 1 in the last step too.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import * as TE from 'fp-ts/lib/TaskEither.js';
 * import { antDirection, antDirectionDefault, loadMujoco } from '@sgmrl/environments-mujoco';
 * import { key } from '@sgmrl/prng';
 * const loaded = await TE.chainEitherK(antDirection(antDirectionDefault))(loadMujoco)();
 * if (loaded._tag === 'Left') throw new Error(loaded.left.message);
 * const [there, back] = ([1, -1] as const).map((direction) => loaded.right.environment({ direction }));
 * const start = there.reset(key(1));
 * const [a, b] = [there, back].map((ant) => ant.step(start, [1, 0, 0, 0, -1, 0, 0, 0], key(2)));
 * // The direction changes the sign of ẋ and nothing else; a step takes 0.05 s.
 * const velocity = (a.state.contacts.root[0] - start.contacts.root[0]) / 0.05;
 * ok(Math.abs(a.reward - b.reward - 2 * velocity) < 1e-9);
 * ```
 */
export const antDirection = (
  spec: AntDirectionSpec,
): ((mujoco: Mujoco) => E.Either<MujocoError, TaskDistribution<DirectionTask, AntState>>) => {
  checkSpec('ant-direction', AntDirectionSpec, spec);
  return (mujoco) =>
    pipe(
      ant(mujoco),
      E.map((robot) =>
        robotTasks(robot, spec, directions, ({ direction }) => (before, controls, after) => {
          const velocity = (after.contacts.root[0] - before.contacts.root[0]) / robot.duration;
          return (
            direction * velocity +
            Number(robot.healthy(after)) -
            0.5 * effort(controls) -
            0.0005 * contactEffort(after)
          );
        }),
      ),
    );
};
