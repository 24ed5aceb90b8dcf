import { log } from '@sgmrl/elementary';
import * as tf from '@tensorflow/tfjs-core';
import type { TensorLogProbability } from './from-log-probability';
import { layersOf, sizeOf } from './mlp';
import type { Activation, Layer } from './mlp';
import { checkCategoricalMlp, checkGaussianMlp } from './mlp-spec';
import type { CategoricalMlpSpec, GaussianMlpSpec } from './mlp-spec';

const functions: Readonly<Record<Activation, (z: tf.Tensor2D) => tf.Tensor2D>> = {
  tanh: tf.tanh,
  relu: tf.relu,
  'leaky-relu': (z) => tf.leakyRelu(z, 0.01),
  elu: tf.elu,
  softplus: tf.softplus,
};

/** z = x W + b */
const affine = (
  theta: tf.Tensor1D,
  { inputs, outputs, weights, biases }: Layer,
  x: tf.Tensor2D,
): tf.Tensor2D =>
  tf.add(
    tf.matMul(x, tf.reshape(tf.slice(theta, weights, inputs * outputs), [inputs, outputs])),
    tf.slice(theta, biases, outputs),
  );

/** The network's outputs, one row for each row of observations. */
const forward = (
  theta: tf.Tensor1D,
  layers: readonly Layer[],
  activation: Activation,
  observations: tf.Tensor2D,
): tf.Tensor2D =>
  layers.reduce<tf.Tensor2D>((x, layer, l) => {
    const z = affine(theta, layer, x);
    return l < layers.length - 1 ? functions[activation](z) : z;
  }, observations);

/**
 * The log-probability of the Gaussian MLP in tfjs operations, for automatic differentiation: the
 * slow second opinion on its analytic derivatives.
 *
 *     log π(a|s; θ) = −½ Σ_j ((a_j − μ_j(s))/σ_j)² − Σ_j log σ_j − ½ m log 2π
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { gaussianMlpLogProbability, initializeBackend } from '@sgmrl/policies-tfjs';
 * await initializeBackend();
 * const { dimension, logProbability } = gaussianMlpLogProbability({
 *   observationSize: 1, actionSize: 1, hidden: [2], activation: 'tanh', initialLogStd: 0,
 * });
 * // All parameters zero: the standard normal distribution, whatever is observed
 * const [density] = logProbability(tf.zeros([dimension]), tf.tensor2d([[5]]), tf.tensor2d([[3]])).dataSync();
 * ok(Math.abs(density + 3 ** 2 / 2 + Math.log(2 * Math.PI) / 2) < 1e-5);
 * ```
 */
export const gaussianMlpLogProbability = (spec: GaussianMlpSpec): TensorLogProbability => {
  checkGaussianMlp(spec);
  const { observationSize, actionSize, hidden, activation } = spec;
  const layers = layersOf([observationSize, ...hidden, actionSize]);
  const logStds = sizeOf(layers);
  return {
    dimension: logStds + actionSize,
    logProbability: (theta, observations, actions) => {
      const logStd = tf.slice(theta, logStds, actionSize);
      const mean = forward(theta, layers, activation, observations);
      const squares = tf.square(tf.mul(tf.sub(actions, mean), tf.exp(tf.neg(logStd))));
      return tf.sub(
        tf.mul(-0.5, tf.sum<tf.Tensor1D>(squares, 1)),
        tf.add(tf.sum(logStd), 0.5 * actionSize * log(2 * Math.PI)),
      );
    },
  };
};

/**
 * The log-probability of the categorical MLP in tfjs operations, for automatic differentiation.
 * With logits z(s),
 *
 *     log π(a|s; θ) = z_a − log Σ_b exp z_b
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { categoricalMlpLogProbability, initializeBackend } from '@sgmrl/policies-tfjs';
 * await initializeBackend();
 * const { dimension, logProbability } = categoricalMlpLogProbability({
 *   observationSize: 1, actions: 4, hidden: [2], activation: 'tanh',
 * });
 * // All parameters zero: every action is as likely, whatever is observed
 * const [value] = logProbability(tf.zeros([dimension]), tf.tensor2d([[5]]), tf.tensor2d([[2]])).dataSync();
 * ok(Math.abs(value + Math.log(4)) < 1e-6);
 * ```
 */
export const categoricalMlpLogProbability = (spec: CategoricalMlpSpec): TensorLogProbability => {
  checkCategoricalMlp(spec);
  const { observationSize, actions, hidden, activation } = spec;
  const layers = layersOf([observationSize, ...hidden, actions]);
  return {
    dimension: sizeOf(layers),
    logProbability: (theta, observations, chosen) => {
      const logits = forward(theta, layers, activation, observations);
      // tf.oneHot refuses fewer than two classes.
      const picked = tf.cast(tf.equal(chosen, tf.range(0, actions)), 'float32');
      return tf.sub(tf.sum<tf.Tensor1D>(tf.mul(logits, picked), 1), tf.logSumExp<tf.Tensor1D>(logits, 1));
    },
  };
};
