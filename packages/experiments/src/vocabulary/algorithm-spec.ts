import type { Algorithm } from '@sgmrl/estimators';
import type { WeightsSpec } from '@sgmrl/rollouts';
import type { OuterUpdateSpec } from './outer-update';

/** An algorithm as a configuration describes it, but for the optimizer: plain data. */
export interface AlgorithmSpec extends Omit<Algorithm, 'names' | 'shrinkageFactor'> {
  readonly innerWeights: WeightsSpec;
  readonly outerWeights: WeightsSpec;
  /** Plain ascent unless given. */
  readonly outerUpdate?: OuterUpdateSpec;
}
