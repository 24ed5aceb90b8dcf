import type { EnvironmentSpec } from '@sgmrl/environments';
import type { Algorithm } from '@sgmrl/estimators';
import type { OptimizerSpec } from '@sgmrl/optimizers';
import type { PolicySpec } from '@sgmrl/policies-tfjs';

/** A configuration of `sgmrl train` in built-in words. */
export interface TrainConfig {
  readonly version: 1;
  readonly seed: number;
  readonly iterations: number;
  readonly environment: EnvironmentSpec;
  readonly policy: PolicySpec;
  readonly algorithm: Omit<Algorithm, 'names' | 'shrinkageFactor'>;
  readonly optimizer: OptimizerSpec;
}
