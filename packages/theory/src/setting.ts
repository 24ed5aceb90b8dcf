import type { Algorithm, Variant } from '@sgmrl/estimators';
import { rewardToGo } from '@sgmrl/rollouts';
import type { AdaptationChoices } from './adaptation-choices';

/** What defines V_ζ, and the number M of outer trajectories that its estimators see. */
export interface Setting extends AdaptationChoices {
  /** M, from 1 on. */
  readonly evaluationTrajectories: number;
  /** What parts that are `shrunk` count, 1 unless given. */
  readonly shrinkageFactor?: number;
}

/**
 * A variant as a full algorithm for one task, with the plain outer weights that all exact
 * statements are about.
 *
 * @example
 * ```ts
 * import { rewardToGo } from '@sgmrl/rollouts';
 * import { deepStrictEqual } from 'node:assert';
 * import { fomaml, maml } from '@sgmrl/estimators';
 * import { asAlgorithm } from '@sgmrl/theory';
 * const setting = {
 *   innerSteps: 1,
 *   stepSize: 1,
 *   discount: 1,
 *   trajectories: 2,
 *   evaluationTrajectories: 2,
 *   innerWeights: rewardToGo,
 * };
 * // Variants of one setting differ in their own choices only.
 * deepStrictEqual({ ...asAlgorithm(setting, maml), ...fomaml }, asAlgorithm(setting, fomaml));
 * ```
 */
export const asAlgorithm = (setting: Setting, { estimator }: Variant): Algorithm => ({
  ...setting,
  estimator,
  metaBatchSize: 1,
  outerWeights: rewardToGo,
});
