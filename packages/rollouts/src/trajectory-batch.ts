import type { Matrix, Vector } from '@sgmrl/vector';

/**
 * N trajectories of at most H steps, padded after their end. Row n·H + h of every matrix and vector is step h
 * of trajectory n; rows past a trajectory's end are zero.
 */
export interface TrajectoryBatch {
  /** N */
  readonly trajectories: number;
  /** H */
  readonly steps: number;
  /** (N·H) × observation size */
  readonly observations: Matrix;
  /** (N·H) × action size */
  readonly actions: Matrix;
  /** N·H */
  readonly rewards: Vector;
  /** N·H: one while the trajectory ran, zero after. */
  readonly mask: Vector;
  /** Steps taken by each trajectory, N. */
  readonly lengths: readonly number[];
  /** Whether the trajectory ended by itself (true) or was cut by the time limit (false), N. */
  readonly terminated: readonly boolean[];
}
