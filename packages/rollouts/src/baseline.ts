import type { Vector } from '@sgmrl/vector';
import type { TrajectoryBatch } from './trajectory-batch';

/** V(s_h, h) of every row of a batch; what stands on padding does not count. */
export type Predict = (batch: TrajectoryBatch) => Vector;

/** A penalty that keeps a fit from rewards-to-go that the baseline could match. */
export interface FitPenalty {
  /** The most that the penalty alone leaves of them: a sum of squares over the rows. */
  readonly squares: number;
  /**
   * How far the rewards-to-go on some rows are from all that the baseline can predict, as a share
   * of their norm.
   */
  readonly distance: (rows: readonly number[]) => number;
}

/** A baseline that has been fitted. */
export interface FittedBaseline {
  /** V of the rows of any batch of the same kind of data. */
  readonly predict: Predict;
  /** Where the fit has one. */
  readonly penalty?: FitPenalty & {
    /** V of the fit without the penalty. */
    readonly predictWithout: () => Predict;
  };
}

/** Advantages over a baseline that was fitted to D∖τ_n, on all rows of D. */
export interface AdvantagesLeftOut {
  /** GAE(λ) of every row of D, zero on padding. */
  readonly advantages: Float64Array;
  /** As in {@link FittedBaseline}. */
  readonly penalty?: FitPenalty & {
    /** Those over the fit without the penalty. */
    readonly advantagesWithout: () => Float64Array;
  };
}

/**
 * A baseline V as a value: what is subtracted from the return to come. A prediction for a step may
 * use its observation and its time, and must not use its action or anything after it.
 *
 * @example See {@link advantagesOver}.
 */
export interface Baseline {
  /** For messages. */
  readonly name: string;
  /** Whether predictions depend on the batch that the baseline is fitted to. */
  readonly fitted: boolean;
  /**
   * The baseline fitted to a batch.
   *
   * @param rewardsToGo Σ_{t≥h} γ^{t−h} r_t of every row, zero on padding.
   */
  readonly fit: (batch: TrajectoryBatch, rewardsToGo: Vector) => FittedBaseline;
  /**
   * For speed, where fitting to all trajectories but one can be had for less than fitting N times:
   * the generalised advantages over that fit, up to rounding. Those of the others must not depend
   * on trajectory n to the last bit.
   */
  readonly leaveOneOut?: (
    batch: TrajectoryBatch,
    rewardsToGo: Vector,
    discount: number,
    lambda: number,
  ) => (n: number) => AdvantagesLeftOut;
}
