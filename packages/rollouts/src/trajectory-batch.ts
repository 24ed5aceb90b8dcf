import type { Matrix, Vector } from '@sgmrl/vector';

/**
 * N trajectories of at most H steps, padded after their end. Row n·H + h of every matrix and vector
 * is step h of trajectory n; rows past a trajectory's end are zero. Its observations and actions
 * are the `StateActions` that a policy's operations take: padding rows simply carry weight zero.
 * Whether a trajectory ended by itself or was cut at step H makes no difference: the objective is a
 * sum over H steps, so nothing is earned beyond them.
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
}
