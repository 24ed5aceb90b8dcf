import type { Algorithm } from '@sgmrl/estimators';
import type { OuterUpdateSpec } from './outer-update';

/** An algorithm as a configuration describes it, but for the optimizer: plain data. */
export interface AlgorithmSpec extends Omit<Algorithm, 'names'> {
  /** Plain ascent unless given. */
  readonly outerUpdate?: OuterUpdateSpec;
}
