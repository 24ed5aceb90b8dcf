import type { Algorithm } from '@sgmrl/estimators';
import type { ObservationNormalisation } from '@sgmrl/meta-learning';
import type { WeightsSpec } from '@sgmrl/rollouts';
import type { OuterUpdateSpec } from './outer-update';

/** An algorithm as a configuration describes it, but for the optimizer: plain data. */
export interface AlgorithmSpec extends Omit<Algorithm, 'names'> {
  readonly innerWeights: WeightsSpec;
  readonly outerWeights: WeightsSpec;
  /** The policy sees observations as they are unless given. */
  readonly observationNormalisation?: ObservationNormalisation;
  /** Inner step sizes stay as they are unless given. */
  readonly learnStepSizes?: true;
  /** Plain ascent unless given. */
  readonly outerUpdate?: OuterUpdateSpec;
}
