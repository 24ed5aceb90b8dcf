export type { TrajectoryBatch } from './trajectory-batch';
export type { RolloutError } from './rollout-error';
export type { Weights } from './weights';
