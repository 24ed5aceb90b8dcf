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

/** Visits the rows in which trajectories ran, in row order. */
const forEachStep = (batch: TrajectoryBatch, visit: (row: number, h: number) => void): void => {
  for (let n = 0; n < batch.trajectories; n++) {
    for (let h = 0; h < batch.lengths[n]; h++) visit(n * batch.steps + h, h);
  }
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
  const size = featureCount(batch);
  const gram = new Float64Array(size * size);
  const moments = new Float64Array(size);
  const phi = new Float64Array(size);
  forEachStep(batch, (row, h) => {
    features(batch, row, h, phi);
    for (let i = 0; i < size; i++) {
      moments[i] += phi[i] * targets[row];
      for (let j = 0; j < size; j++) gram[i * size + j] += phi[i] * phi[j];
    }
  });
  for (let i = 0; i < size; i++) gram[i * size + i] += ridge;
  const rows = Array.from({ length: size }, (_, i) => gram.subarray(i * size, (i + 1) * size));
  return Float64Array.from(solve(new DenseMatrix(rows), DenseMatrix.columnVector(moments)).to1DArray());
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
  forEachStep(batch, (row, h) => {
    features(batch, row, h, phi);
    let value = 0;
    for (let i = 0; i < size; i++) value += coefficients[i] * phi[i];
    values[row] = value;
  });
  return values;
};
