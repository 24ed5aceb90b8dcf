import type { Matrix, Vector } from '@sgmrl/vector';

/** E[x_t y_u] for rows x, y ∈ R^n drawn together, n × n. `x` and `y` hold one row for each outcome. */
export const expectedProducts = (
  x: Vector,
  y: Vector,
  columns: number,
  probabilities: Vector,
): Float64Array => {
  const out = new Float64Array(columns * columns);
  for (let n = 0; n < probabilities.length; n++)
    for (let t = 0; t < columns; t++) {
      const weighted = probabilities[n] * x[n * columns + t];
      for (let u = 0; u < columns; u++) out[t * columns + u] += weighted * y[n * columns + u];
    }
  return out;
};

/** E[x xᵀ] for a random row x ∈ R^n, n × n: the symmetric case at half the cost. */
export const expectedSquares = (x: Vector, columns: number, probabilities: Vector): Float64Array => {
  const out = new Float64Array(columns * columns);
  for (let n = 0; n < probabilities.length; n++)
    for (let t = 0; t < columns; t++) {
      const weighted = probabilities[n] * x[n * columns + t];
      for (let u = t; u < columns; u++) out[t * columns + u] += weighted * x[n * columns + u];
    }
  for (let t = 0; t < columns; t++) for (let u = 0; u < t; u++) out[t * columns + u] = out[u * columns + t];
  return out;
};

/** Subtracts the mean row. */
export const centreRows = (rows: Vector, columns: number, probabilities: Vector): Float64Array => {
  const mean = new Float64Array(columns);
  for (let n = 0; n < probabilities.length; n++)
    for (let t = 0; t < columns; t++) mean[t] += probabilities[n] * rows[n * columns + t];
  const centred = new Float64Array(rows.length);
  for (let n = 0; n < probabilities.length; n++)
    for (let t = 0; t < columns; t++) centred[n * columns + t] = rows[n * columns + t] - mean[t];
  return centred;
};

/** The covariance matrix of a random row, given by its outcomes and their probabilities. */
export const covariance = (rows: Vector, columns: number, probabilities: Vector): Matrix => {
  const centred = centreRows(rows, columns, probabilities);
  return { rows: columns, columns, data: expectedSquares(centred, columns, probabilities) };
};

/**
 * Columns L_k with Σ = Σ_k L_k L_kᵀ for a positive semi-definite Σ: Cholesky's factor with complete pivoting, as many
 * columns as the rank.
 */
export const factorColumns = ({ rows: n, data }: Matrix): readonly Float64Array[] => {
  const rest = Float64Array.from(data);
  const columns: Float64Array[] = [];
  let greatest = -Infinity;
  for (let i = 0; i < n; i++) greatest = Math.max(greatest, rest[i * n + i]);
  const negligible = 1e-14 * greatest;
  while (columns.length < n) {
    let pivot = 0;
    for (let i = 1; i < n; i++) if (rest[i * n + i] > rest[pivot * n + pivot]) pivot = i;
    const size = rest[pivot * n + pivot];
    if (!(size > negligible)) break;
    const column = Float64Array.from({ length: n }, (_, i) => rest[i * n + pivot] / Math.sqrt(size));
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) rest[i * n + j] -= column[i] * column[j];
    columns.push(column);
  }
  return columns;
};
