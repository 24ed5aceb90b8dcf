export type { TrajectoryBatch } from './trajectory-batch';
