import type { TrajectoryBatch } from './trajectory-batch';

/** Weights of a batch, with what estimators need to know of how they were made. */
export interface StepWeights {
  /** w, one number a row; zero on padding. */
  readonly values: Float64Array;
  /**
   * s such that the policy gradient with these weights estimates s·∇J. What stands beside it must
   * be scaled alike. Zero where the weights are normalised and the batch that they are fitted to
   * tells nothing.
   */
  readonly scale: number;
  /**
   * κ: the share of w_{h'} that comes after an action at h ≥ h' is κ^{h−h'} (w_h − shift). It is 1
   * for rewards discounted from the start, γλ for generalised advantages. Causal estimators use it.
   */
  readonly decay: number;
}

/** What the bias of an estimator depends on, of the weights that it meets. */
export interface WeightFacts {
  /**
   * Whether a trajectory's weights depend on other trajectories too: on a baseline or a scale
   * fitted to the batch.
   */
  readonly fitted: boolean;
  /** κ, as in {@link StepWeights}. */
  readonly decay: number;
  /** Whether s is fitted to the batch: weights are divided by a deviation of its own. */
  readonly normalised: boolean;
  /** Whether (1/N) Σ_τ Σ_h w_h ∇log π with these weights is an unbiased estimate of ∇J. */
  readonly unbiased: boolean;
}

/**
 * A way to weigh the steps of a batch: which w_h multiply log π(a_h|s_h) in the surrogate ν(θ, D) =
 * (1/N) Σ_τ Σ_h w_h log π. `rewardToGo` is one, `advantagesOver` makes one of a baseline, your own
 * included, and `fromWeightsSpec` one of plain data.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { returns, stepWeights, type Weighting } from '@sgmrl/rollouts';
 * // The return of the whole trajectory on each of its steps (Williams' REINFORCE)
 * const wholeReturn: Weighting = {
 *   name: 'whole return',
 *   facts: () => ({ fitted: false, decay: 1, normalised: false, unbiased: true }),
 *   fit: (discount) => () => (batch) => {
 *     const ofEach = returns(batch, discount);
 *     const values = Float64Array.from(batch.mask, (m, row) => m * ofEach[Math.floor(row / batch.steps)]);
 *     return { values, scale: 1, decay: 1 };
 *   },
 * };
 * const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
 * const batch = { trajectories: 1, steps: 3, observations: column([0, 0, 0]), actions: column([0, 0, 0]),
 *   rewards: [1, 2, 0], mask: [1, 1, 0], lengths: [2] };
 * deepStrictEqual([...stepWeights(wholeReturn, 1)(batch).values], [3, 3, 0]);
 * ```
 */
export interface Weighting {
  /** For messages. */
  readonly name: string;
  /** What is known of the weights under a discount γ. */
  readonly facts: (discount: number) => WeightFacts;
  /**
   * All that is fitted to data (a baseline, a scale) fitted to a reference batch: a function that
   * weighs any batch, one trajectory apart from the others.
   */
  readonly fit: (discount: number) => (reference: TrajectoryBatch) => (batch: TrajectoryBatch) => StepWeights;
  /**
   * For speed, where `fit` of the batch without trajectory n can be had for less: the same up to
   * rounding, for a batch of two trajectories or more. The weights of the others must not depend on
   * trajectory n to the last bit.
   */
  readonly leaveOneOut?: (discount: number) => (batch: TrajectoryBatch) => (n: number) => StepWeights;
  /**
   * Given where a scale is still to come, with the state of training: the weights before it. `fit`
   * throws until then.
   */
  readonly unscaled?: Weighting;
}
