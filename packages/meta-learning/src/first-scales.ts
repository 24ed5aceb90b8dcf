import type { Algorithm } from '@sgmrl/estimators';
import type { TrajectoryBatch } from '@sgmrl/rollouts';
import { nextScales, spreadsOf, unscaled, type Scales } from './scales';

/** The scales that training begins with, of batches under θ_0. */
export const firstScales = (algorithm: Algorithm, batches: readonly TrajectoryBatch[]): Scales =>
  nextScales(
    unscaled,
    batches.map((batch) => spreadsOf(algorithm, [batch], batch)),
  );
