import '@tensorflow/tfjs-backend-wasm';
import { cube } from '@sgmrl/environments';
import type { Policy, StateActions } from '@sgmrl/policies';
import { foldIn, normal, uniformBetween, type Key } from '@sgmrl/prng';
import { add, type Matrix, type Vector } from '@sgmrl/vector';
import * as tf from '@tensorflow/tfjs-core';
import { gradients } from './gradients';

/** Starts tfjs on WASM as it comes, with gradients that may be differentiated twice. */
export const startStockTfjs = async (): Promise<void> => {
  if (!(await tf.setBackend('wasm'))) throw new Error('The tfjs WASM backend does not start.');
  gradients.forEach(tf.registerGradient);
};

const tensor = ({ rows, columns, data }: Matrix): tf.Tensor2D =>
  tf.tensor2d(Float32Array.from(data), [rows, columns]);

const column = (x: Vector): tf.Tensor1D => tf.tensor1d(Float32Array.from(x));

/** The numbers of the tensors that f gives, one after another; no tensor of f's stays. */
const numbers = (f: () => tf.Tensor[]): Float64Array => {
  const tensors = tf.tidy(f);
  const values = Float64Array.from(tensors.flatMap((part) => [...part.dataSync()]));
  tf.dispose(tensors);
  return values;
};

/** Shapes of W_1, b_1, …, W_L, b_L and log σ. */
const shapesOf = (widths: readonly number[]): readonly number[][] => [
  ...widths.slice(1).flatMap((outputs, l) => [[widths[l], outputs], [outputs]]),
  [widths[widths.length - 1]],
];

/** Glorot-uniform weights, zero biases, log σ = 0. */
const glorot = (shapes: readonly number[][], key: Key): Float64Array =>
  Float64Array.from(
    shapes.flatMap((shape, i) => {
      if (shape.length === 1) return Array.from({ length: shape[0] }, () => 0);
      const bound = Math.sqrt(6 / (shape[0] + shape[1]));
      return [...uniformBetween(foldIn(key, i / 2), -bound, bound, shape[0] * shape[1])];
    }),
  );

/**
 * The Gaussian MLP as one writes it with tfjs: every operation a tfjs operation, every derivative
 * by `tf.grads`, the Hessian-vector product by the gradient of a gradient.
 */
export const stockGaussianMlp = (widths: readonly number[]): Policy => {
  const shapes = shapesOf(widths);
  const sizes = shapes.map((shape) => tf.util.sizeFromShape(shape));
  const actionSize = widths[widths.length - 1];

  const tensorsOf = (theta: Vector): tf.Tensor[] => {
    const values = new Float32Array(theta);
    let offset = 0;
    return shapes.map((shape, i) => {
      offset += sizes[i];
      return tf.tensor(values.subarray(offset - sizes[i], offset), shape);
    });
  };

  /**
   * The tensors of the parameters asked for last, which stay on the heap as a program's variables
   * do.
   */
  let kept: { readonly theta: Vector; readonly tensors: tf.Tensor[] } | undefined;
  const variables = (theta: Vector): tf.Tensor[] => {
    if (kept?.theta !== theta) {
      kept?.tensors.forEach((tensor) => tensor.dispose());
      kept = { theta, tensors: tensorsOf(theta).map((tensor) => tf.keep(tensor)) };
    }
    return kept.tensors;
  };

  const meanOf = (parameters: readonly tf.Tensor[], observations: tf.Tensor2D): tf.Tensor2D => {
    let x = observations;
    for (let l = 0; l < parameters.length - 1; l += 2) {
      const z = tf.add<tf.Tensor2D>(tf.matMul<tf.Tensor2D>(x, parameters[l]), parameters[l + 1]);
      x = l + 3 < parameters.length ? tf.tanh(z) : z;
    }
    return x;
  };

  const logProbabilities = ({ observations, actions }: StateActions) => {
    const [s, a] = [tensor(observations), tensor(actions)];
    return (parameters: readonly tf.Tensor[]): tf.Tensor1D => {
      const logStd = parameters[parameters.length - 1];
      const e = tf.mul(tf.sub(a, meanOf(parameters, s)), tf.exp(tf.neg(logStd)));
      const constant = 0.5 * actionSize * Math.log(2 * Math.PI);
      return tf.sub(tf.mul(-0.5, tf.sum<tf.Tensor1D>(tf.square(e), 1)), tf.add(tf.sum(logStd), constant));
    };
  };

  /** ∇ Σ_k w_k log π_k by each parameter. */
  const scores = (data: StateActions) => {
    const logProbability = logProbabilities(data);
    return tf.grads((...parameters) => {
      const w = parameters[parameters.length - 1];
      return tf.sum(tf.mul(w, logProbability(parameters.slice(0, -1))));
    });
  };

  /** ⟨∇ Σ_k w_k log π_k, v⟩ as a function of θ and, last, w. */
  const scoreAlong = (data: StateActions, direction: Vector) => {
    const score = scores(data);
    const v = tensorsOf(direction);
    return (...arguments_: tf.Tensor[]): tf.Tensor =>
      score(arguments_)
        .slice(0, -1)
        .map((part, i) => tf.sum(tf.mul(part, v[i])))
        .reduce((sum, term) => tf.add(sum, term));
  };

  const dimension = sizes.reduce((sum, size) => sum + size, 0);

  const weightedScore: Policy['weightedScore'] = (theta, data, weights) =>
    numbers(() => scores(data)([...variables(theta), column(weights)]).slice(0, -1));

  /**
   * The Hessian-vector product and, since the score is linear in the weights, the directional
   * derivatives.
   */
  const curvature = (theta: Vector, data: StateActions, weights: Vector, direction: Vector) => {
    const all = numbers(() => tf.grads(scoreAlong(data, direction))([...variables(theta), column(weights)]));
    return { product: all.subarray(0, dimension), directional: all.subarray(dimension) };
  };

  return {
    name: 'stock tfjs',
    dimension,
    precision: 'float32',
    observationSpace: cube(widths[0], -Infinity, Infinity),
    actionSpace: cube(actionSize, -Infinity, Infinity),
    initialize: (key) => glorot(shapes, key),
    sample: (theta, observations, key) => {
      const { rows } = observations;
      const noise = { rows, columns: actionSize, data: normal(key, rows * actionSize) };
      const data = numbers(() => {
        const parameters = variables(theta);
        const std = tf.exp(parameters[parameters.length - 1]);
        return [tf.add(meanOf(parameters, tensor(observations)), tf.mul(tensor(noise), std))];
      });
      return { rows, columns: actionSize, data };
    },
    logProbability: (theta, data) => numbers(() => [logProbabilities(data)(variables(theta))]),
    weightedScore,
    weightedScores: (theta, data, weights) => weights.map((w) => weightedScore(theta, data, w)),
    directionalDerivative: (theta, data, direction) =>
      curvature(theta, data, new Float64Array(data.observations.rows), direction).directional,
    hessianVectorProduct: (theta, data, weights, direction) =>
      curvature(theta, data, weights, direction).product,
    curvatureAndScore: (theta, data, weights, direction, scoreWeights) => {
      const { product, directional } = curvature(theta, data, weights, direction);
      return add(product, weightedScore(theta, data, scoreWeights(directional)));
    },
  };
};
