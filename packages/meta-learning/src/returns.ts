import { square } from '@sgmrl/elementary';
import { meanReturn, type TrajectoryBatch } from '@sgmrl/rollouts';

/** Mean returns of one batch of trajectories. */
export interface Returns {
  /** The mean of Σ_h γ^h r_h. */
  readonly discounted: number;
  /** The mean of Σ_h r_h. */
  readonly undiscounted: number;
}

/**
 * Mean over tasks and its standard error, deviation over tasks / √B; null for a single task, which
 * says nothing of it.
 */
export interface Estimate {
  /** Over B tasks. */
  readonly mean: number;
  /** Its standard error; null for one task. */
  readonly stderr: number | null;
}

/** {@link Returns}, over tasks. */
export interface ReturnEstimates {
  /** Of Σ_h γ^h r_h. */
  readonly discounted: Estimate;
  /** Of Σ_h r_h. */
  readonly undiscounted: Estimate;
}

/** Mean returns of a batch, with discount γ and without. */
export const returnsOf = (batch: TrajectoryBatch, discount: number): Returns => ({
  discounted: meanReturn(batch, discount),
  undiscounted: meanReturn(batch, 1),
});

/**
 * Mean and standard error of at least one number; a RangeError of none.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { estimate } from '@sgmrl/meta-learning';
 * deepStrictEqual(estimate([1, 3]), { mean: 2, stderr: 1 }); // √2 / √2
 * deepStrictEqual(estimate([1]), { mean: 1, stderr: null });
 * ```
 */
export const estimate = (xs: readonly number[]): Estimate => {
  if (xs.length === 0) throw new RangeError('estimate: expected at least one number, found none');
  const mean = xs.reduce((sum, x) => sum + x, 0) / xs.length;
  const squares = xs.reduce((sum, x) => sum + square(x - mean), 0);
  return { mean, stderr: xs.length > 1 ? Math.sqrt(squares / (xs.length - 1) / xs.length) : null };
};

/** Estimates of both returns over tasks. */
export const estimateReturns = (tasks: readonly Returns[]): ReturnEstimates => ({
  discounted: estimate(tasks.map((r) => r.discounted)),
  undiscounted: estimate(tasks.map((r) => r.undiscounted)),
});
