import { named, type Template } from './template';

const module = `/** A policy of one's own: normal actions around a linear function of the observation. Change what you like. */
import { positiveNumber, record } from '@sgmrl/codecs';
import { log, square } from '@sgmrl/elementary';
import { asPolicy } from '@sgmrl/policies';
import { policyRow } from '@sgmrl/policies-tfjs';
import { foldIn, normal } from '@sgmrl/prng';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

const rowOf = ({ data, columns }, k) => Array.from({ length: columns }, (_, i) => data[k * columns + i]);

/** W x for θ = W, row by row. */
const times = (theta, x, actionSize) =>
  Array.from({ length: actionSize }, (_, i) =>
    x.reduce((sum, each, j) => sum + theta[i * x.length + j] * each, 0),
  );

/** Σ_k of what each row gives, in R^d. */
const sumOver = (rows, dimension, each) => {
  const total = new Float64Array(dimension);
  for (let k = 0; k < rows; k += 1) each(k).forEach((x, i) => (total[i] += x));
  return total;
};

const outer = (a, x) => a.flatMap((each) => x.map((one) => each * one));

/** π(a|s; W) = N(W s, σ²), with log π = −‖a − W s‖² / 2σ² + constant. */
export const policyOf = ({ std }, { observationSpace, actionSpace }) => {
  const [observationSize, actionSize] = [observationSpace.low.length, actionSpace.low.length];
  const dimension = observationSize * actionSize;
  /** (a − W s) / σ² */
  const pull = (theta, { observations, actions }, k) => {
    const mean = times(theta, rowOf(observations, k), actionSize);
    return rowOf(actions, k).map((action, i) => (action - mean[i]) / square(std));
  };
  return asPolicy(
    {
      dimension,
      logProbability: (theta, data) =>
        Float64Array.from({ length: data.actions.rows }, (_, k) =>
          pull(theta, data, k).reduce(
            (sum, each) => sum - square(each * std) / 2 - log(std * Math.sqrt(2 * Math.PI)),
            0,
          ),
        ),
      weightedScore: (theta, data, weights) =>
        sumOver(data.actions.rows, dimension, (k) =>
          outer(pull(theta, data, k), rowOf(data.observations, k)).map((x) => weights[k] * x),
        ),
      directionalDerivative: (theta, data, v) =>
        Float64Array.from({ length: data.actions.rows }, (_, k) => {
          const along = times(v, rowOf(data.observations, k), actionSize);
          return pull(theta, data, k).reduce((sum, each, i) => sum + each * along[i], 0);
        }),
      hessianVectorProduct: (theta, data, weights, v) =>
        sumOver(data.actions.rows, dimension, (k) => {
          const x = rowOf(data.observations, k);
          return outer(times(v, x, actionSize), x).map((each) => (-weights[k] * each) / square(std));
        }),
    },
    {
      name: 'NAME',
      observationSpace,
      actionSpace,
      sample: (theta, observations, key) => ({
        rows: observations.rows,
        columns: actionSize,
        data: Float64Array.from(
          Array.from({ length: observations.rows }, (_, k) => {
            const noise = normal(foldIn(key, k), actionSize);
            return times(theta, rowOf(observations, k), actionSize).map((mean, i) => mean + std * noise[i]);
          }).flat(),
        ),
      }),
    },
  );
};

/** The row: settings with their codec, and the policy that they describe. */
export const row = policyRow({
  spec: record('NAME', { kind: t.literal('NAME'), std: positiveNumber }),
  default: { kind: 'NAME', std: 0.5 },
  about: 'normal actions around a linear function of the observation',
  acts: { observations: 'box', actions: 'box' },
  build: (_backend, spec, spaces) => E.right(policyOf(spec, spaces)),
});

/** What \`sgmrl --with\` adds: --set policy='{"kind":"NAME","std":0.5}' chooses it. */
export default { policies: { 'NAME': row } };
`;

const laws = `/** Run with: node --test */
import test from 'node:test';
import { cube } from '@sgmrl/environments';
import { lawsAsTests, policyLaws } from '@sgmrl/laws';
import { policyOf, row } from './NAME.mjs';

const [observationSpace, actionSpace] = [cube(2, -1, 1), cube(1, -Infinity, Infinity)];

const policy = policyOf(row.default, { observationSpace, actionSpace });

lawsAsTests(test, policyLaws({ policy, observationSpace, actionSpace }), { seed: 1, runs: 10 });
`;

/** A policy: normal actions around a linear function of the observation. */
export const policyTemplate: Template = {
  section: 'policies',
  module: named(module),
  laws: named(laws),
  use: (name, path) =>
    `train --with ${path} --preset navigation-2d-quick --set policy='{"kind":"${name}","std":0.5}'`,
};
