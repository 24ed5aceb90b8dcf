import type { TrajectoryBatch } from '@sgmrl/rollouts';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { adapting } from './adapting';
import { takeInnerStep, unadapted } from './adaptation';
import { checkStep } from './check-problem';
import { checkLearned } from './check-learned';
import { nonFiniteAdaptation, type NonFinite } from './non-finite';
import type { AdaptationProblem } from './problem';
import { adaptationAt } from './scales';
import type { Learned } from './learned';

/**
 * U(θ, D): one inner step from what has been learned, on a batch from anywhere. What it gives can
 * take the next one.
 *
 * @throws RangeError if the batch does not fit the policy, or the problem takes scales, moments or
 *   step sizes and there are none.
 *
 * @example
 * ```ts
 * import { rewardToGo } from '@sgmrl/rollouts';
 * import { deepStrictEqual } from 'node:assert';
 * import { defaultSettings } from '@sgmrl/estimators';
 * import { adaptOn } from '@sgmrl/meta-learning';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * const one = (x: number) => ({ rows: 1, columns: 1, data: [x] });
 * // Action 1 was taken, at probability ½, and earned 1.
 * const batch = {
 *   trajectories: 1,
 *   steps: 1,
 *   observations: one(0),
 *   actions: one(1),
 *   rewards: [1],
 *   mask: [1],
 *   lengths: [1],
 * };
 * const algorithm = {
 *   ...defaultSettings,
 *   stepSize: 2,
 *   innerWeights: rewardToGo,
 * };
 * const adapted = adaptOn({ policy: tabularSoftmax(1, 2), algorithm })(
 *   { parameters: [0, 0] },
 *   batch,
 * );
 * if (adapted._tag === 'Left') throw new Error(adapted.left.what);
 * deepStrictEqual(Array.from(adapted.right.parameters), [-1, 1]); // 2·(−½, ½)
 * ```
 */
export const adaptOn = (
  problem: Omit<AdaptationProblem<unknown, unknown>, 'tasks'>,
): ((learned: Learned, batch: TrajectoryBatch) => E.Either<NonFinite, Learned>) => {
  checkStep(problem);
  const adaptingTo = adapting(problem);
  return (learned, batch) => {
    checkLearned(problem.policy, learned);
    const at = adaptingTo(learned);
    return pipe(
      takeInnerStep(at, adaptationAt(problem.algorithm, learned.scales))(unadapted(at.start), batch),
      E.bimap(nonFiniteAdaptation(0, 0, problem), ({ parameters }): Learned => ({
        ...learned,
        parameters: at.parametersAt(parameters),
      })),
    );
  };
};
