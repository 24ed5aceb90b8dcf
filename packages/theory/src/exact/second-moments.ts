/** A random number, by its value for each outcome. */
export type RandomNumber = Float64Array;

/** E[x y]. Four sums, so that no addition has to wait for the one before. */
const expectedProduct = (x: RandomNumber, y: RandomNumber, probabilities: Float64Array): number => {
  const length = probabilities.length;
  let [a, b, c, d] = [0, 0, 0, 0];
  let n = 0;
  for (; n + 3 < length; n += 4) {
    a += probabilities[n] * x[n] * y[n];
    b += probabilities[n + 1] * x[n + 1] * y[n + 1];
    c += probabilities[n + 2] * x[n + 2] * y[n + 2];
    d += probabilities[n + 3] * x[n + 3] * y[n + 3];
  }
  for (; n < length; n++) a += probabilities[n] * x[n] * y[n];
  return a + b + (c + d);
};

/** E[x xᵀ] of a random vector, n × n. */
export const expectedSquares = (x: readonly RandomNumber[], probabilities: Float64Array): Float64Array => {
  const size = x.length;
  const out = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = i; j < size; j++)
      out[i * size + j] = out[j * size + i] = expectedProduct(x[i], x[j], probabilities);
  return out;
};

/** x y */
export const product = (x: RandomNumber, y: RandomNumber): RandomNumber => {
  const out = new Float64Array(x.length);
  for (let n = 0; n < out.length; n++) out[n] = x[n] * y[n];
  return out;
};

/** x − E x */
export const centred = (x: RandomNumber, probabilities: Float64Array): RandomNumber => {
  let mean = 0;
  for (let n = 0; n < x.length; n++) mean += probabilities[n] * x[n];
  const out = new Float64Array(x.length);
  for (let n = 0; n < x.length; n++) out[n] = x[n] - mean;
  return out;
};

/**
 * Columns L_k with Σ = Σ_k L_k L_kᵀ for a positive semi-definite Σ, n × n: Cholesky's factor with
 * complete pivoting, as many columns as the rank.
 */
export const factorColumns = (matrix: Float64Array, n: number): readonly Float64Array[] => {
  const rest = matrix.slice();
  const columns: Float64Array[] = [];
  let greatest = -Infinity;
  for (let i = 0; i < n; i++) greatest = Math.max(greatest, rest[i * n + i]);
  const negligible = 1e-14 * greatest;
  while (columns.length < n) {
    let pivot = 0;
    for (let i = 1; i < n; i++) if (rest[i * n + i] > rest[pivot * n + pivot]) pivot = i;
    const size = rest[pivot * n + pivot];
    if (!(size > negligible)) break;
    const root = Math.sqrt(size);
    const column = new Float64Array(n);
    for (let i = 0; i < n; i++) column[i] = rest[i * n + pivot] / root;
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) rest[i * n + j] -= column[i] * column[j];
    columns.push(column);
  }
  return columns;
};
