import { checkFields } from '@sgmrl/codecs';
import { exp } from '@sgmrl/elementary';
import { realVectors, type Policy } from '@sgmrl/policies';
import { normal } from '@sgmrl/prng';
import { gaussianHead } from './gaussian-head';
import type { WasmBackendReady } from './backend';
import { blocksOf, initializeLayers, layersOf, sizeOf } from './mlp';
import { mlpOperations } from './mlp-operations';
import { checkGaussianMlp } from './mlp-spec';
import type { GaussianMlpSpec } from './mlp-spec';

/**
 * A normal distribution with a multi-layer perceptron for the mean μ(s) and one standard deviation
 * σ_j = exp φ_j for each component of the action, independent of the state:
 *
 *     log π(a|s; θ) = −½ Σ_j ((a_j − μ_j(s))/σ_j)² − Σ_j φ_j − ½ m log 2π
 *
 * θ holds W_1, b_1, …, W_L, b_L, φ; each W_l lies row by row (inputs × outputs) for z = x W + b. It
 * starts with Glorot-uniform weights, zero biases and φ = `initialLogStd`. The network computes in
 * float32, the density in float64; one JavaScript engine gives the same bits on every machine, and
 * row k of a result depends on row k of the data alone.
 *
 * Throws a RangeError where sizes of parameters, observations or actions do not fit together, and
 * where observations are not finite or parameters are finite but infinite in float32.
 *
 * @example
 * ```ts
 * import { ok, strictEqual } from 'node:assert';
 * import * as E from 'fp-ts/lib/Either.js';
 * import { gaussianMlp, initializeBackend } from '@sgmrl/policies-tfjs';
 * import { key } from '@sgmrl/prng';
 * const backend = await initializeBackend();
 * if (E.isLeft(backend)) throw new Error(backend.left.message);
 * const policy = gaussianMlp(backend.right)({
 *   observationSize: 2,
 *   actionSize: 1,
 *   hidden: [16],
 *   activation: 'tanh',
 *   initialLogStd: 0,
 * });
 * strictEqual(policy.dimension, 2 * 16 + 16 + 16 + 1 + 1);
 * const theta = policy.initialize(key(0));
 * const observations = { rows: 3, columns: 2, data: [0, 0, 1, 0, 0, 1] };
 * const actions = policy.sample(theta, observations, key(1));
 * ok(policy.logProbability(theta, { observations, actions })[0] <= -0.5 * Math.log(2 * Math.PI));
 * ```
 */
export const gaussianMlp =
  (backend: Pick<WasmBackendReady, 'algebra'>) =>
  (spec: GaussianMlpSpec): Policy => {
    checkFields('backend', backend, { algebra: 'a record' });
    checkGaussianMlp(spec);
    const { observationSize, actionSize, hidden, activation, initialLogStd } = spec;
    const layers = layersOf([observationSize, ...hidden, actionSize]);
    const logStds = sizeOf(layers);
    const { outputs, ...operations } = mlpOperations(
      backend.algebra,
      { layers, activation },
      gaussianHead(actionSize),
    );
    return {
      name: `gaussian-mlp(${[observationSize, ...hidden, actionSize].join('-')}, ${activation})`,
      precision: 'float32',
      observationSpace: realVectors(observationSize),
      actionSpace: realVectors(actionSize),
      ...operations,
      blocks: [...blocksOf(layers), { name: 'logStd', shape: [actionSize] }],
      mode: (parameters, observations) => ({
        rows: observations.rows,
        columns: actionSize,
        data: outputs(parameters, observations),
      }),
      initialize: (key) => {
        const theta = new Float64Array(operations.dimension).fill(initialLogStd, logStds);
        initializeLayers(theta, layers, key);
        return theta;
      },
      sample: (parameters, observations, key) => {
        const data = outputs(parameters, observations);
        const z = normal(key, data.length);
        for (let j = 0; j < actionSize; j += 1) {
          const std = exp(parameters[logStds + j]);
          for (let i = j; i < data.length; i += actionSize) data[i] += std * z[i];
        }
        return { rows: observations.rows, columns: actionSize, data };
      },
    };
  };
