import { axpy, dot, norm, type Vector } from '@sgmrl/vector';
import { LuDecomposition, Matrix as DenseMatrix, SingularValueDecomposition, solve } from 'ml-matrix';
import type { TrajectoryBatch } from './trajectory-batch';

/**
 * Weight of the ridge penalty ‖c‖² in the least squares, Duan et al. (arXiv:1604.06778) and Finn et
 * al. (arXiv:1703.03400).
 */
const ridge = 1e-5;

/**
 * φ of every row, one vector for each feature: s, s², t, t², t³ and 1, t in hundredths of a step;
 * zero on padding.
 */
export const baselineFeatures = (batch: TrajectoryBatch): readonly Float64Array[] => {
  const { columns: size, data } = batch.observations;
  const features = Array.from({ length: 2 * size + 4 }, () => new Float64Array(batch.mask.length));
  const [first, second, third, one] = features.slice(2 * size);
  for (let n = 0; n < batch.trajectories; n++) {
    for (let h = 0; h < batch.lengths[n]; h++) {
      const row = n * batch.steps + h;
      for (let i = 0; i < size; i++) {
        const o = data[row * size + i];
        features[i][row] = o;
        features[size + i][row] = o * o;
      }
      const t = h / 100;
      first[row] = t;
      second[row] = t * t;
      third[row] = t * t * t;
      one[row] = 1;
    }
  }
  return features;
};

/**
 * What the least squares need to know of some rows: Σ φφᵀ (its upper triangle) and Σ φ·target, row
 * i of both side by side. Sums over disjoint rows add up to the sums over all.
 */
export type NormalSums = Float64Array;

/** The sums over rows from `start` to before `end`. */
export const normalSums = (
  features: readonly Float64Array[],
  targets: Vector,
  start: number,
  end: number,
): NormalSums => {
  const columns = [...features, targets];
  const sums = new Float64Array(features.length * columns.length);
  features.forEach((x, i) => {
    for (let j = i; j < columns.length; j++) {
      const y = columns[j];
      let sum = 0;
      for (let row = start; row < end; row++) sum += x[row] * y[row];
      sums[i * columns.length + j] = sum;
    }
  });
  return sums;
};

/** Σ φφᵀ + ridge · I and Σ φ·target. */
const normalEquations = (size: number, sums: NormalSums) => {
  const gram = new DenseMatrix(size, size);
  const moments = new DenseMatrix(size, 1);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++)
      gram.set(i, j, sums[Math.min(i, j) * (size + 1) + Math.max(i, j)] + (i === j ? ridge : 0));
    moments.set(i, 0, sums[i * (size + 1) + size]);
  }
  return { gram, moments };
};

/** The coefficients c for `size` features, given the sums. */
export const solveNormalSums = (size: number, sums: NormalSums): Float64Array => {
  const { gram, moments } = normalEquations(size, sums);
  return Float64Array.from(solve(gram, moments).to1DArray());
};

/**
 * 10⁻⁵‖c‖²: no more than this is the sum of squares that the penalty leaves of targets that the
 * features can match.
 */
export const penaltyOf = (coefficients: Vector): number => ridge * dot(coefficients, coefficients);

/**
 * How often the residual is fitted anew; directions as strong as the penalty then keep 2⁻²⁰ of it.
 */
const refinements = 20;

/**
 * The coefficients without what the penalty holds back: the residual is fitted too, and its
 * residual, … (iterated Tikhonov regularisation), which leaves alone the directions in which the
 * features hardly vary.
 */
export const solveWithoutPenalty = (size: number, sums: NormalSums): Float64Array => {
  const { gram, moments } = normalEquations(size, sums);
  const factors = new LuDecomposition(gram);
  let c = factors.solve(moments);
  // Σ φ·target − Σ φφᵀ c is moments − gram c + ridge c.
  for (let k = 0; k < refinements; k++)
    c = DenseMatrix.add(
      c,
      factors.solve(DenseMatrix.add(DenseMatrix.sub(moments, gram.mmul(c)), DenseMatrix.mul(c, ridge))),
    );
  return Float64Array.from(c.to1DArray());
};

/** Directions in which the features vary less than this share of the most are rounding. */
const resolution = 1e-12;

/**
 * How far the targets on some rows are from all that is linear in the features: the norm of what a
 * least squares fit without a penalty leaves, as a share of theirs. By singular values, each feature
 * in units of its own norm; 1 where one is not finite.
 *
 * @param rows at least one; not all targets are zero there
 */
export const distanceToSpan = (
  features: readonly Vector[],
  targets: Vector,
  rows: readonly number[],
): number => {
  const columns = features
    .map((feature) => rows.map((row) => feature[row]))
    .map((column) => ({ column, size: norm(column) }))
    .filter(({ size }) => size !== 0);
  if (!columns.every(({ size }) => Number.isFinite(size))) return 1;
  const unit = rows.reduce((most, row) => Math.max(most, Math.abs(targets[row])), 0);
  const target = rows.map((row) => targets[row] / unit);
  const { diagonal, leftSingularVectors } = new SingularValueDecomposition(
    new DenseMatrix(columns.map(({ column, size }) => column.map((x) => x / size))).transpose(),
    { computeRightSingularVectors: false, autoTranspose: true },
  );
  const residual = diagonal.reduce<Vector>((rest, singular, i) => {
    if (singular <= resolution * diagonal[0]) return rest;
    const direction = leftSingularVectors.getColumn(i);
    return axpy(-dot(direction, rest), direction, rest);
  }, target);
  return norm(residual) / norm(target);
};
