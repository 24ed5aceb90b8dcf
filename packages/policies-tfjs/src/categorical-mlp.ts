import { checkFields } from '@sgmrl/codecs';
import { indices, realVectors, type Policy } from '@sgmrl/policies';
import { quantileIndex, uniform } from '@sgmrl/prng';
import { categoricalHead, softmax } from './categorical-head';
import type { WasmBackendReady } from './backend';
import { blocksOf, initializeLayers, layersOf } from './mlp';
import { mlpOperations } from './mlp-operations';
import { checkCategoricalMlp } from './mlp-spec';
import type { CategoricalMlpSpec } from './mlp-spec';

/**
 * A categorical distribution with a multi-layer perceptron for the logits z(s): log π(a|s; θ) = z_a
 * − log Σ_b exp z_b.
 *
 * θ holds W_1, b_1, …, W_L, b_L; each W_l lies row by row (inputs × outputs) for z = x W + b. It
 * starts with Glorot-uniform weights and zero biases. An action is one column with its index. The
 * network computes in float32, the distribution in float64; one JavaScript engine gives the same
 * bits on every machine, and row k of a result depends on row k of the data alone.
 *
 * Throws a RangeError where sizes of parameters, observations or actions do not fit together, an
 * action is no index, and where observations are not finite or parameters are finite but infinite
 * in float32.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import * as E from 'fp-ts/lib/Either.js';
 * import { categoricalMlp, initializeBackend } from '@sgmrl/policies-tfjs';
 * const backend = await initializeBackend();
 * if (E.isLeft(backend)) throw new Error(backend.left.message);
 * const policy = categoricalMlp(backend.right)({ observationSize: 2, actions: 3, hidden: [], activation: 'tanh' });
 * const data = { observations: { rows: 1, columns: 2, data: [7, 8] }, actions: { rows: 1, columns: 1, data: [2] } };
 * strictEqual(policy.logProbability(new Float64Array(policy.dimension), data)[0], -Math.log(3)); // θ = 0: uniform
 * ```
 */
export const categoricalMlp =
  (backend: Pick<WasmBackendReady, 'algebra'>) =>
  (spec: CategoricalMlpSpec): Policy => {
    checkFields('backend', backend, { algebra: 'a record' });
    checkCategoricalMlp(spec);
    const { observationSize, actions, hidden, activation } = spec;
    const layers = layersOf([observationSize, ...hidden, actions]);
    const { outputs, ...operations } = mlpOperations(
      backend.algebra,
      { layers, activation },
      categoricalHead(actions),
    );
    return {
      name: `categorical-mlp(${[observationSize, ...hidden, actions].join('-')}, ${activation})`,
      precision: 'float32',
      observationSpace: realVectors(observationSize),
      actionSpace: indices(actions),
      ...operations,
      blocks: blocksOf(layers),
      initialize: (key) => {
        const theta = new Float64Array(operations.dimension);
        initializeLayers(theta, layers, key);
        return theta;
      },
      sample: (parameters, observations, key) => {
        const logits = outputs(parameters, observations);
        const u = uniform(key, observations.rows);
        const p = new Float64Array(actions);
        const data = new Float64Array(observations.rows);
        for (let k = 0; k < data.length; k += 1) {
          softmax(logits, k * actions, p);
          data[k] = quantileIndex(p, 0, actions, u[k]);
        }
        return { rows: observations.rows, columns: 1, data };
      },
    };
  };
