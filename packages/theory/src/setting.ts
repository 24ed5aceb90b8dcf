import type { Algorithm, Variant } from '@sgmrl/estimators';
import type { Adaptation } from './adaptation';

/** What defines V_ζ, and the number M of evaluation trajectories that its estimators see. */
export interface Setting extends Adaptation {
  readonly evaluationTrajectories: number;
}

/** A variant as a full algorithm for one task, with the plain outer weights that all exact statements are about. */
export const asAlgorithm = (setting: Setting, variant: Variant): Algorithm => ({
  ...setting,
  ...variant,
  metaBatchSize: 1,
  outerWeights: { kind: 'reward-to-go' },
});
