import { fromThree, type Policy, type StateActions } from '@sgmrl/policies';
import { normal, uniform } from '@sgmrl/prng';
import type { Vector } from '@sgmrl/vector';

/** A density of one number: quantiles, f = log-density, f′ and f″. */
export interface Shape {
  readonly quantile: (u: number) => number;
  readonly log: (z: number) => number;
  readonly first: (z: number) => number;
  readonly second: (z: number) => number;
}

export const gumbel: Shape = {
  quantile: (u) => -Math.log(-Math.log(u)),
  log: (z) => -z - Math.exp(-z),
  first: (z) => Math.exp(-z) - 1,
  second: (z) => -Math.exp(-z),
};

/** No number, or −∞, far below zero, where exp −z overflows. */
export const naiveLogistic: Shape = {
  quantile: (u) => Math.log(u / (1 - u)),
  log: (z) => -z - 2 * Math.log(1 + Math.exp(-z)),
  first: (z) => (Math.exp(-z) - 1) / (1 + Math.exp(-z)),
  second: (z) => (-2 * Math.exp(-z)) / (1 + Math.exp(-z)) ** 2,
};

/** Student's t with two degrees of freedom: no variance. */
export const student: Shape = {
  quantile: (u) => (2 * u - 1) / Math.sqrt(2 * u * (1 - u)),
  log: (z) => -1.5 * Math.log(2 + z * z),
  first: (z) => (-3 * z) / (2 + z * z),
  second: (z) => (3 * z * z - 6) / (2 + z * z) ** 2,
};

export const cauchy: Shape = {
  quantile: (u) => Math.tan(Math.PI * (u - 0.5)),
  log: (z) => -Math.log(Math.PI * (1 + z * z)),
  first: (z) => (-2 * z) / (1 + z * z),
  second: (z) => (2 * z * z - 2) / (1 + z * z) ** 2,
};

/**
 * a = u (θ_0 + θ_1 s + e^θ_2 z) with z of this shape, in float64. Its unit u makes all actions
 * large or small.
 */
export const locationScale = ({ quantile, log, first, second }: Shape, unit = 1): Policy => {
  const sigma = (theta: Vector): number => Math.exp(theta[2]);
  const mean = (theta: Vector, s: number): number => theta[0] + theta[1] * s;
  const standard = (theta: Vector, s: number, a: number): number =>
    (a / unit - mean(theta, s)) / sigma(theta);
  return {
    name: 'location-scale',
    dimension: 3,
    precision: 'float64',
    observationSpace: { kind: 'box', low: [-Infinity] },
    actionSpace: { kind: 'box', low: [-Infinity] },
    initialize: (key) => normal(key, 3),
    sample: (theta, { rows, data }, key) => ({
      rows,
      columns: 1,
      data: uniform(key, rows).map(
        (u, k) => unit * (mean(theta, data[k]) + sigma(theta) * quantile(Math.max(u, 2 ** -54))),
      ),
    }),
    logProbability: (theta, { observations, actions }) =>
      Float64Array.from(
        { length: observations.rows },
        (_, k) => log(standard(theta, observations.data[k], actions.data[k])) - theta[2] - Math.log(unit),
      ),
    ...fromThree({
      weightedScore: (theta, { observations, actions }, weights) => {
        const out = new Float64Array(3);
        for (let k = 0; k < observations.rows; k++) {
          const s = observations.data[k];
          const z = standard(theta, s, actions.data[k]);
          const ofMean = -first(z) / sigma(theta);
          out[0] += weights[k] * ofMean;
          out[1] += weights[k] * ofMean * s;
          out[2] += weights[k] * (-first(z) * z - 1);
        }
        return out;
      },
      directionalDerivative: (theta, { observations, actions }, v) =>
        Float64Array.from({ length: observations.rows }, (_, k) => {
          const s = observations.data[k];
          const z = standard(theta, s, actions.data[k]);
          return (-first(z) / sigma(theta)) * mean(v, s) + (-first(z) * z - 1) * v[2];
        }),
      hessianVectorProduct: (theta, { observations, actions }, weights, v) => {
        const out = new Float64Array(3);
        for (let k = 0; k < observations.rows; k++) {
          const s = observations.data[k];
          const z = standard(theta, s, actions.data[k]);
          const mixed = (second(z) * z + first(z)) / sigma(theta);
          const ofMean = (second(z) / sigma(theta) ** 2) * mean(v, s) + mixed * v[2];
          out[0] += weights[k] * ofMean;
          out[1] += weights[k] * ofMean * s;
          out[2] += weights[k] * (mixed * mean(v, s) + (second(z) * z * z + first(z) * z) * v[2]);
        }
        return out;
      },
    }),
  };
};

/** The action squashed into (−1, 1): tanh a, with the density of it. */
export const squashed = (policy: Policy): Policy => {
  const unsquashed = ({ observations, actions }: StateActions): StateActions => ({
    observations,
    actions: { ...actions, data: Float64Array.from(actions.data, Math.atanh) },
  });
  return {
    ...policy,
    sample: (theta, observations, key) => {
      const drawn = policy.sample(theta, observations, key);
      return { ...drawn, data: Float64Array.from(drawn.data, Math.tanh) };
    },
    logProbability: (theta, data) =>
      Float64Array.from(
        policy.logProbability(theta, unsquashed(data)),
        (x, k) => x - Math.log1p(-(data.actions.data[k] ** 2)),
      ),
    ...fromThree({
      weightedScore: (theta, data, w) => policy.weightedScore(theta, unsquashed(data), w),
      directionalDerivative: (theta, data, v) => policy.directionalDerivative(theta, unsquashed(data), v),
      hessianVectorProduct: (theta, data, w, v) => policy.hessianVectorProduct(theta, unsquashed(data), w, v),
    }),
  };
};
