import type { Vector } from '@sgmrl/vector';
import { Matrix as DenseMatrix, solve } from 'ml-matrix';
import type { TrajectoryBatch } from './trajectory-batch';

/** Weight of the ridge penalty ‖c‖² in the least squares, Duan et al. (arXiv:1604.06778) and Finn et al. (arXiv:1703.03400). */
const ridge = 1e-5;

/** Numbers of one row's features: the observation, its square, t, t², t³ and 1, t in hundredths of a step. */
const features = (batch: TrajectoryBatch, row: number, h: number, into: Float64Array): void => {
  const size = batch.observations.columns;
  for (let i = 0; i < size; i++) {
    const o = batch.observations.data[row * size + i];
    into[i] = o;
    into[size + i] = o * o;
  }
  const t = h / 100;
  into[2 * size] = t;
  into[2 * size + 1] = t * t;
  into[2 * size + 2] = t * t * t;
  into[2 * size + 3] = 1;
};

const featureCount = (batch: TrajectoryBatch): number => 2 * batch.observations.columns + 4;

/**
 * What the least squares need to know of some rows: Σ φφᵀ (its upper triangle) and Σ φ·target, row i of both side by side.
 * Sums of disjoint rows add up to the sums of all.
 */
export type NormalSums = Float64Array;

/** Nothing summed yet. */
export const noSums = (batch: TrajectoryBatch): NormalSums => {
  const size = featureCount(batch);
  return new Float64Array(size * (size + 1));
};

/** Adds the rows of trajectory n to `sums`. */
export const addTrajectory = (batch: TrajectoryBatch, targets: Vector, n: number, sums: NormalSums): void => {
  const size = featureCount(batch);
  const phi = new Float64Array(size);
  for (let h = 0; h < batch.lengths[n]; h++) {
    const row = n * batch.steps + h;
    features(batch, row, h, phi);
    const target = targets[row];
    for (let i = 0; i < size; i++) {
      const start = i * (size + 1);
      for (let j = i; j < size; j++) sums[start + j] += phi[i] * phi[j];
      sums[start + size] += phi[i] * target;
    }
  }
};

/** c of the rows that were summed. */
export const solveNormalSums = (batch: TrajectoryBatch, sums: NormalSums): Float64Array => {
  const size = featureCount(batch);
  const gram = new DenseMatrix(size, size);
  const moments = new DenseMatrix(size, 1);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++)
      gram.set(i, j, sums[Math.min(i, j) * (size + 1) + Math.max(i, j)] + (i === j ? ridge : 0));
    moments.set(i, 0, sums[i * (size + 1) + size]);
  }
  return Float64Array.from(solve(gram, moments).to1DArray());
};

/**
 * Coefficients c of the linear value baseline V(s_h, h) = ⟨c, φ(s_h, h)⟩ with φ = (s, s², t, t², t³, 1),
 * t = h/100: the minimiser of Σ_rows (⟨c, φ⟩ − target)² + 10⁻⁵‖c‖² over the batch (Duan et al.,
 * arXiv:1604.06778, use the same features).
 *
 * @param targets one number a row, usually the discounted reward-to-go; padding rows are ignored.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { fitLinearFeatureBaseline } from '@sgmrl/rollouts';
 * const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
 * const batch = { trajectories: 1, steps: 3, observations: column([0, 1, 2]), actions: column([0, 0, 0]),
 *   rewards: [1, 2, 4], mask: [1, 1, 1], lengths: [3], terminated: [false] };
 * strictEqual(fitLinearFeatureBaseline(batch, [7, 6, 4]).length, 6); // for s, s², t, t², t³, 1
 * ```
 */
export const fitLinearFeatureBaseline = (batch: TrajectoryBatch, targets: Vector): Float64Array => {
  const sums = noSums(batch);
  for (let n = 0; n < batch.trajectories; n++) addTrajectory(batch, targets, n, sums);
  return solveNormalSums(batch, sums);
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
 *   rewards: [1, 2, 4], mask: [1, 1, 1], lengths: [3], terminated: [false] };
 * const targets = [7, 6, 4]; // three numbers, which six features can match
 * const values = predictLinearFeatureBaseline(batch, fitLinearFeatureBaseline(batch, targets));
 * ok(values.every((value, row) => Math.abs(value - targets[row]) < 1e-3));
 * ```
 */
export const predictLinearFeatureBaseline = (batch: TrajectoryBatch, coefficients: Vector): Float64Array => {
  const size = featureCount(batch);
  const values = new Float64Array(batch.trajectories * batch.steps);
  const phi = new Float64Array(size);
  for (let n = 0; n < batch.trajectories; n++) {
    for (let h = 0; h < batch.lengths[n]; h++) {
      const row = n * batch.steps + h;
      features(batch, row, h, phi);
      let value = 0;
      for (let i = 0; i < size; i++) value += coefficients[i] * phi[i];
      values[row] = value;
    }
  }
  return values;
};
