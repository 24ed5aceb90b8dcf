import { normal } from '@sgmrl/prng';
import { fromThree } from '../from-three';
import type { Policy } from '../policy';
import { realVectors } from '../policy-spaces';

/**
 * N(b + ⟨W, s⟩, 1) with one action, θ = (W, b): a policy that observes vectors, in float64. With
 * φ = (s, 1), the score of a row is (a − ⟨θ, φ⟩) φ and the Hessian of log π is −φ φᵀ.
 */
export const linearGaussian = (observationSize: number): Policy & Required<Pick<Policy, 'mode'>> => {
  const dimension = observationSize + 1;
  const feature = (row: ArrayLike<number>, k: number, i: number): number =>
    i < observationSize ? row[k * observationSize + i] : 1;
  const along = (x: ArrayLike<number>, row: ArrayLike<number>, k: number): number => {
    let total = 0;
    for (let i = 0; i < dimension; i += 1) total += x[i] * feature(row, k, i);
    return total;
  };
  /** Σ_k f(k) φ_k */
  const sum = (row: ArrayLike<number>, rows: number, f: (k: number) => number): Float64Array => {
    const out = new Float64Array(dimension);
    for (let k = 0; k < rows; k += 1)
      for (let i = 0; i < dimension; i += 1) out[i] += f(k) * feature(row, k, i);
    return out;
  };
  const each = (rows: number, f: (k: number) => number) =>
    Float64Array.from({ length: rows }, (_, k) => f(k));

  return {
    name: `linear-gaussian(${String(observationSize)})`,
    precision: 'float64',
    observationSpace: realVectors(observationSize),
    actionSpace: realVectors(1),
    dimension,
    initialize: (key) => normal(key, dimension),
    mode: (theta, { rows, data }) => ({ rows, columns: 1, data: each(rows, (k) => along(theta, data, k)) }),
    sample: (theta, { rows, data }, key) => {
      const noise = normal(key, rows);
      return { rows, columns: 1, data: each(rows, (k) => along(theta, data, k) + noise[k]) };
    },
    logProbability: (theta, { observations: { rows, data }, actions }) =>
      each(rows, (k) => -((actions.data[k] - along(theta, data, k)) ** 2 + Math.log(2 * Math.PI)) / 2),
    ...fromThree({
      weightedScore: (theta, { observations: { rows, data }, actions }, w) =>
        sum(data, rows, (k) => w[k] * (actions.data[k] - along(theta, data, k))),
      directionalDerivative: (theta, { observations: { rows, data }, actions }, v) =>
        each(rows, (k) => (actions.data[k] - along(theta, data, k)) * along(v, data, k)),
      hessianVectorProduct: (_, { observations: { rows, data } }, w, v) =>
        sum(data, rows, (k) => -w[k] * along(v, data, k)),
    }),
  };
};
