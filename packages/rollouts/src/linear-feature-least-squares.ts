import { add, axpy, dot, norm, scale, subtract, type Vector } from '@sgmrl/vector';
import { factorise } from './lu';
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

/** The rows of Σ φφᵀ + ridge · I, and Σ φ·target. */
const normalEquations = (size: number, sums: NormalSums) => {
  const entry = (i: number, j: number) => sums[Math.min(i, j) * (size + 1) + Math.max(i, j)];
  const indices = Array.from({ length: size }, (_, i) => i);
  return {
    gram: indices.map((i) => indices.map((j) => entry(i, j) + (i === j ? ridge : 0))),
    moments: indices.map((i) => entry(i, size)),
  };
};

/** The coefficients c for `size` features, given the sums. */
export const solveNormalSums = (size: number, sums: NormalSums): Float64Array => {
  const { gram, moments } = normalEquations(size, sums);
  return factorise(gram)(moments);
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
  const solve = factorise(gram);
  let c = solve(moments);
  // Σ φ·target − Σ φφᵀ c is moments − gram c + ridge c.
  for (let k = 0; k < refinements; k++) {
    const product = gram.map((row) => dot(row, c));
    c = add(c, solve(add(subtract(moments, product), scale(ridge, c))));
  }
  return c;
};

/** What is left of a feature, as a share of it, where no more than this is rounding. */
const resolution = 1e-12;

/** The longest of some vectors, if there are any. */
const longest = (vectors: readonly Vector[]): Vector | undefined =>
  vectors.reduce<Vector | undefined>(
    (most, vector) => (most === undefined || norm(vector) > norm(most) ? vector : most),
    undefined,
  );

/**
 * What is left of `target` without its projections onto unit vectors and what they span: modified
 * Gram-Schmidt with the longest rest first (Golub and Van Loan, Matrix Computations, §5.2 and
 * §5.4).
 */
const withoutSpan = (columns: readonly Vector[], target: Vector): Vector => {
  const next = longest(columns);
  if (next === undefined || norm(next) <= resolution) return target;
  const direction = scale(1 / norm(next), next);
  const rest = (vector: Vector) => axpy(-dot(direction, vector), direction, vector);
  return withoutSpan(columns.filter((column) => column !== next).map(rest), rest(target));
};

/**
 * How far the targets on some rows are from all that is linear in the features: the norm of what a
 * least squares fit without a penalty leaves, as a share of theirs. Each feature counts in units of
 * its own norm; 1 where one is not finite.
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
  const units = columns.map(({ column, size }) => column.map((x) => x / size));
  return norm(withoutSpan(units, target)) / norm(target);
};
