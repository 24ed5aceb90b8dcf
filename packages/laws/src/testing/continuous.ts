import { fromThree, type Policy, type StateActions } from '@sgmrl/policies';
import { normal, uniform, type Key } from '@sgmrl/prng';
import type { Matrix, Vector } from '@sgmrl/vector';

const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);

/** Actions of this policy have two coordinates, observations one. */
const size = 2;

/** θ = (intercept and slope of each coordinate's mean, then each coordinate's log σ). */
const meanOf = (theta: Vector, j: number, s: number): number => theta[2 * j] + theta[2 * j + 1] * s;
const sigmaOf = (theta: Vector, j: number): number => Math.exp(theta[2 * size + j]);

export const gaussianSamples =
  (change: (noise: number, mean: number, sigma: number, j: number, k: number) => number) =>
  (theta: Vector, { rows, data }: Matrix, key: Key): Matrix => {
    const noise = normal(key, rows * size);
    return {
      rows,
      columns: size,
      data: Float64Array.from(noise, (z, i) => {
        const [k, j] = [Math.floor(i / size), i % size];
        return change(z, meanOf(theta, j, data[k]), sigmaOf(theta, j), j, k);
      }),
    };
  };

/** z_j of a row. */
const standard = (theta: Vector, { observations, actions }: StateActions, k: number, j: number): number =>
  (actions.data[k * size + j] - meanOf(theta, j, observations.data[k])) / sigmaOf(theta, j);

/**
 * Adds to each entry of θ the product of w and a number of the row: of intercept, slope and log σ
 * of every coordinate.
 */
const sumRows = (
  { observations }: StateActions,
  weights: Vector,
  entries: (k: number, j: number) => readonly [ofMean: number, ofLogSigma: number],
): Float64Array => {
  const out = new Float64Array(3 * size);
  for (let k = 0; k < observations.rows; k++)
    for (let j = 0; j < size; j++) {
      const [ofMean, ofLogSigma] = entries(k, j);
      out[2 * j] += weights[k] * ofMean;
      out[2 * j + 1] += weights[k] * ofMean * observations.data[k];
      out[2 * size + j] += weights[k] * ofLogSigma;
    }
  return out;
};

/** A normal distribution in R² whose mean is a straight line in the observation, by hand. */
export const gaussianLine: Policy = {
  name: 'gaussian-line',
  dimension: 3 * size,
  precision: 'float64',
  observationSpace: { kind: 'box', low: [-Infinity] },
  actionSpace: { kind: 'box', low: [-Infinity, -Infinity] },
  initialize: (key) => normal(key, 3 * size),
  blocks: [
    { name: 'mean', shape: [size, 2] },
    { name: 'logSigma', shape: [size] },
  ],
  mode: (theta, { rows, data }) => ({
    rows,
    columns: size,
    data: Float64Array.from({ length: rows * size }, (_, i) =>
      meanOf(theta, i % size, data[Math.floor(i / size)]),
    ),
  }),
  sample: gaussianSamples((z, mean, sigma) => mean + sigma * z),
  logProbability: (theta, data) =>
    Float64Array.from({ length: data.observations.rows }, (_, k) => {
      let log = 0;
      for (let j = 0; j < size; j++)
        log -= 0.5 * standard(theta, data, k, j) ** 2 + theta[2 * size + j] + halfLogTwoPi;
      return log;
    }),
  ...fromThree({
    weightedScore: (theta, data, weights) =>
      sumRows(data, weights, (k, j) => {
        const z = standard(theta, data, k, j);
        return [z / sigmaOf(theta, j), z * z - 1];
      }),
    directionalDerivative: (theta, data, v) =>
      Float64Array.from({ length: data.observations.rows }, (_, k) => {
        let sum = 0;
        for (let j = 0; j < size; j++) {
          const z = standard(theta, data, k, j);
          sum += (z / sigmaOf(theta, j)) * meanOf(v, j, data.observations.data[k]);
          sum += (z * z - 1) * v[2 * size + j];
        }
        return sum;
      }),
    hessianVectorProduct: (theta, data, weights, v) =>
      sumRows(data, weights, (k, j) => {
        const [z, sigma, w] = [standard(theta, data, k, j), sigmaOf(theta, j), v[2 * size + j]];
        const moved = -meanOf(v, j, data.observations.data[k]) / sigma - z * w;
        return [(moved - z * w) / sigma, 2 * z * moved];
      }),
  }),
};

/** A distribution of one number by its quantiles and its log-density. */
export interface Noise {
  readonly name: string;
  readonly quantile: (u: number) => number;
  readonly log: (x: number) => number;
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/**
 * Densities that are no Gaussians: skewed, bounded, heavy in the tails, with two tops, with jumps.
 */
export const noises: readonly Noise[] = [
  {
    name: 'Laplace',
    quantile: (u) => (u < 0.5 ? Math.log(2 * u) : -Math.log(2 - 2 * u)),
    log: (x) => -Math.abs(x) - Math.log(2),
  },
  {
    name: 'Cauchy',
    quantile: (u) => Math.tan(Math.PI * (u - 0.5)),
    log: (x) => -Math.log(Math.PI * (1 + x * x)),
  },
  { name: 'exponential', quantile: (u) => -Math.log(1 - u), log: (x) => (x < 0 ? -Infinity : -x) },
  { name: 'uniform', quantile: (u) => u, log: (x) => (x < 0 || x > 1 ? -Infinity : 0) },
  {
    name: 'logistic',
    quantile: (u) => Math.log(u / (1 - u)),
    log: (x) => -Math.abs(x) - 2 * Math.log1p(Math.exp(-Math.abs(x))),
  },
  // Density 3x² on [0, 1].
  { name: 'beta(3, 1)', quantile: Math.cbrt, log: (x) => (x < 0 || x > 1 ? -Infinity : Math.log(3 * x * x)) },
  // Half of the mass on [0, 1], half on [4, 5].
  {
    name: 'two blocks',
    quantile: (u) => (u < 0.5 ? 2 * u : 3 + 2 * u),
    log: (x) => ((x >= 0 && x <= 1) || (x >= 4 && x <= 5) ? Math.log(0.5) : -Infinity),
  },
  // The logistic distribution squashed into (0, 1) by x = σ(2z).
  {
    name: 'squashed',
    quantile: (u) => logistic(2 * Math.log(u / (1 - u))),
    log: (x) => {
      if (x <= 0 || x >= 1) return -Infinity;
      const z = 0.5 * Math.log(x / (1 - x));
      return -Math.abs(z) - 2 * Math.log1p(Math.exp(-Math.abs(z))) - Math.log(2 * x * (1 - x));
    },
  },
];

/**
 * Independent coordinates a_j = s + z_j, or a_j = s + z_j + a_{j−1} where `chained`. Its
 * derivatives are those of another policy: only samples and densities are to be looked at.
 */
export const noisePolicy = ({ quantile, log }: Noise, columns: number, chained: boolean): Policy => ({
  ...gaussianLine,
  sample: (_theta, { rows, data }, key) => {
    const u = uniform(key, rows * columns);
    const out = new Float64Array(rows * columns);
    for (let i = 0; i < out.length; i++)
      out[i] =
        data[Math.floor(i / columns)] +
        quantile(u[i] === 0 ? 2 ** -54 : u[i]) +
        (chained && i % columns > 0 ? out[i - 1] : 0);
    return { rows, columns, data: out };
  },
  logProbability: (_theta, { observations, actions }) =>
    Float64Array.from({ length: observations.rows }, (_, k) => {
      let sum = 0;
      for (let j = 0; j < columns; j++) {
        const i = k * columns + j;
        sum += log(actions.data[i] - observations.data[k] - (chained && j > 0 ? actions.data[i - 1] : 0));
      }
      return sum;
    }),
});
