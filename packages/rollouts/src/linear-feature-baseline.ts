import type { Vector } from '@sgmrl/vector';
import type { Baseline } from './baseline';
import { checkBatch, checkPerRow } from './check-batch';
import { linearBaselineLeftOut } from './linear-baseline-left-out';
import {
  baselineFeatures,
  distanceToSpan,
  normalSums,
  penaltyOf,
  solveNormalSums,
  solveWithoutPenalty,
} from './linear-feature-least-squares';
import type { TrajectoryBatch } from './trajectory-batch';

/**
 * Coefficients c of the linear value baseline V(s_h, h) = ⟨c, φ(s_h, h)⟩ with φ = (s, s², t, t²,
 * t³, 1), t = h/100: the minimiser of Σ_rows (⟨c, φ⟩ − target)² + 10⁻⁵‖c‖² over the batch (Duan et
 * al., arXiv:1604.06778, use the same features). The published programs clip s to ±10 first; here
 * nothing is clipped.
 *
 * @param targets one number a row, usually the discounted reward-to-go; padding rows are ignored.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { fitLinearFeatureBaseline } from '@sgmrl/rollouts';
 * const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
 * const batch = { trajectories: 1, steps: 3, observations: column([0, 1, 2]), actions: column([0, 0, 0]),
 *   rewards: [1, 2, 4], mask: [1, 1, 1], lengths: [3] };
 * strictEqual(fitLinearFeatureBaseline(batch, [7, 6, 4]).length, 6); // for s, s², t, t², t³, 1
 * ```
 */
export const fitLinearFeatureBaseline = (batch: TrajectoryBatch, targets: Vector): Float64Array => {
  checkBatch(batch);
  checkPerRow('targets', batch, targets);
  const features = baselineFeatures(batch);
  return solveNormalSums(features.length, normalSums(features, targets, 0, batch.mask.length));
};

/**
 * V(s_h, h) = ⟨c, φ(s_h, h)⟩ for each row; zero on padding.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { fitLinearFeatureBaseline, predictLinearFeatureBaseline } from '@sgmrl/rollouts';
 * const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
 * const batch = { trajectories: 1, steps: 3, observations: column([0, 1, 2]), actions: column([0, 0, 0]),
 *   rewards: [1, 2, 4], mask: [1, 1, 1], lengths: [3] };
 * const targets = [7, 6, 4]; // three numbers, which six features can match
 * const values = predictLinearFeatureBaseline(batch, fitLinearFeatureBaseline(batch, targets));
 * ok(values.every((value, row) => Math.abs(value - targets[row]) < 1e-3));
 * ```
 */
export const predictLinearFeatureBaseline = (batch: TrajectoryBatch, coefficients: Vector): Float64Array => {
  checkBatch(batch);
  const features = baselineFeatures(batch);
  if (coefficients.length !== features.length)
    throw new RangeError(
      `coefficients: expected ${String(features.length)} numbers, one a feature, found ${String(coefficients.length)}`,
    );
  const values = new Float64Array(batch.mask.length);
  features.forEach((feature, i) => {
    const c = coefficients[i];
    for (let row = 0; row < values.length; row++) values[row] += c * feature[row];
  });
  return values;
};

/**
 * The baseline of {@link fitLinearFeatureBaseline} as a value: that of the weights `advantage` and
 * `normalised-advantage`.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { advantagesOver, fromWeightsSpec, linearFeatureBaseline, stepWeights } from '@sgmrl/rollouts';
 * const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
 * const batch = { trajectories: 2, steps: 2, observations: column([0, 1, 2, 3]), actions: column([1, 0, 1, 0]),
 *   rewards: [1, 2, 4, 8], mask: [1, 1, 1, 1], lengths: [2, 2] };
 * deepStrictEqual(
 *   stepWeights(fromWeightsSpec({ kind: 'advantage', lambda: 0.9 }), 0.5)(batch),
 *   stepWeights(advantagesOver(linearFeatureBaseline, 0.9), 0.5)(batch),
 * );
 * ```
 */
export const linearFeatureBaseline: Baseline = {
  name: 'linear features',
  fitted: true,
  fit: (reference, rewardsToGo) => {
    const features = baselineFeatures(reference);
    const sums = normalSums(features, rewardsToGo, 0, reference.mask.length);
    const predictWith = (c: Vector) => (batch: TrajectoryBatch) => predictLinearFeatureBaseline(batch, c);
    const coefficients = solveNormalSums(features.length, sums);
    return {
      predict: predictWith(coefficients),
      penalty: {
        squares: penaltyOf(coefficients),
        distance: (rows) => distanceToSpan(features, rewardsToGo, rows),
        predictWithout: () => predictWith(solveWithoutPenalty(features.length, sums)),
      },
    };
  },
  leaveOneOut: linearBaselineLeftOut,
};
