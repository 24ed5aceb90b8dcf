import { record } from '@sgmrl/codecs';
import { checkSpec, type TaskDistribution } from '@sgmrl/environments';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';
import { contactEffort, placedAnt, type AntState } from './ant';
import { effort } from './controls';
import { horizonCodec } from './horizon';
import type { Mujoco, MujocoError } from './mujoco';
import { distance, scaleCodec } from './quantities';
import { robotTasks } from './robot';
import { goalsWithin, type GoalTask } from './tasks';

/** Settings of {@link antGoal}. */
export interface AntGoalSpec {
  readonly kind: 'ant-goal';
  /** Steps of 0.05 s in an episode. */
  readonly horizon: number;
  /** s: an action a controls the motors with u = clip(s a, ±1). */
  readonly actionScale: number;
  /** The goal is uniform in the disc of this radius around the origin, m. */
  readonly radius: number;
}

/** Decodes a spec, strictly: every field must be there, and no other. */
export const AntGoalSpec: t.Type<AntGoalSpec> = record('ant-goal environment', {
  kind: t.literal('ant-goal'),
  horizon: horizonCodec,
  actionScale: scaleCodec,
  radius: distance,
});

/** Goals up to 3 m away, as ProMP's program draws them, and episodes of 200 steps. */
export const antGoalDefault: AntGoalSpec = { kind: 'ant-goal', horizon: 200, actionScale: 1, radius: 3 };

/**
 * Walking to a goal g ∈ R² that is not seen: with the torso at p (m) after the step, controls u ∈
 * R⁸ and contact forces F clipped to [−1, 1],
 *
 *     r = −‖p − g‖₁ − 0.1 ‖u‖² − 0.0005 ‖F‖² .
 *
 * The observation holds the position. Episodes end at the horizon only.
 *
 * Source: body, noise, steps and observations as Gymnasium's `Ant-v5` with positions not excluded;
 * goals, reward and the absence of termination as ProMP's program (Rothfuss et al.,
 * arXiv:1810.06784).
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import * as TE from 'fp-ts/lib/TaskEither.js';
 * import { antGoal, antGoalDefault, loadMujoco } from '@sgmrl/environments-mujoco';
 * import { key } from '@sgmrl/prng';
 * const loaded = await TE.chainEitherK(antGoal(antGoalDefault))(loadMujoco)();
 * if (loaded._tag === 'Left') throw new Error(loaded.left.message);
 * const [east, west] = [3, -3].map((x) => loaded.right.environment({ goal: [x, 0] }));
 * const [a, b] = [east, west].map((ant) => ant.step(ant.reset(key(1)), [1, 0, 0, 0, -1, 0, 0, 0], key(2)));
 * // Between the two goals, a metre to the east is a metre nearer to one and farther from the other.
 * const [x] = a.state.contacts.root;
 * ok(Math.abs(a.reward - b.reward - 2 * x) < 1e-9);
 * ```
 */
export const antGoal = (
  spec: AntGoalSpec,
): ((mujoco: Mujoco) => E.Either<MujocoError, TaskDistribution<GoalTask, AntState>>) => {
  checkSpec('ant-goal', AntGoalSpec, spec);
  return (mujoco) =>
    pipe(
      placedAnt(mujoco),
      E.map((robot) =>
        robotTasks(robot, spec, goalsWithin(spec.radius), ({ goal }) => (_, controls, after) => {
          const [x, y] = after.contacts.root;
          return (
            -(Math.abs(x - goal[0]) + Math.abs(y - goal[1])) -
            0.1 * effort(controls) -
            0.0005 * contactEffort(after)
          );
        }),
      ),
    );
};
