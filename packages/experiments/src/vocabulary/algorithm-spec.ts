import type { Algorithm } from '@sgmrl/estimators';
import type { ObservationNormalisation } from '@sgmrl/meta-learning';
import type { AnyOuterUpdateSpec } from './outer-update-spec';
import type { AnyWeightsSpec } from './weights-spec';

/** An algorithm as a configuration describes it, but for the optimizer: plain data. */
export interface AlgorithmSpec extends Omit<
  Algorithm,
  'names' | 'shrinkageFactor' | 'innerWeights' | 'outerWeights'
> {
  /** The weights w_h of a step in the policy gradients of inner steps. */
  readonly innerWeights: AnyWeightsSpec;
  /** Those in the policy gradient on outer data. */
  readonly outerWeights: AnyWeightsSpec;
  /** The policy sees observations as they are unless given. */
  readonly observationNormalisation?: ObservationNormalisation;
  /** Inner step sizes stay as they are unless given. */
  readonly learnStepSizes?: true;
  /** Plain ascent unless given. */
  readonly outerUpdate?: AnyOuterUpdateSpec;
}
