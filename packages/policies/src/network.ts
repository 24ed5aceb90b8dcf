import { transposed, view } from '@sgmrl/wasm-kernels';
import type { HeapMatrix, LinearAlgebra } from '@sgmrl/wasm-kernels';
import type { Activation, Layer } from './mlp';

/** A multi-layer perceptron: layer l computes z_l = x_l W_l + b_l and x_{l+1} = φ(z_l), the last one x_L = z_{L−1}. */
export interface Network {
  readonly layers: readonly Layer[];
  readonly activation: Activation;
}

/** What a reverse sweep carries, room for the same one layer below (each rows × widest layer), and one more row. */
export interface Carried {
  readonly here: HeapMatrix;
  readonly below: HeapMatrix;
  readonly row: HeapMatrix;
}

/**
 * The sweeps through a network for all rows at once. `theta`, `direction` and `gradient` begin with the layers' parameters
 * in the layout of `layersOf`; `x[l]` and `tangents[l]` hold x_l and its derivative along the direction, one row each (x_0, the
 * observations, has none: `tangents[0]` is not read).
 */
export interface Sweeps {
  /** Fills x_1 … x_L from x_0. */
  readonly forward: (theta: HeapMatrix, x: readonly HeapMatrix[]) => void;
  /** After `forward`: fills the tangents 1 … L. */
  readonly tangent: (
    theta: HeapMatrix,
    direction: HeapMatrix,
    x: readonly HeapMatrix[],
    tangents: readonly HeapMatrix[],
  ) => void;
  /** After `forward`: adds Σ_k δ_kᵀ ∂x_L/∂θ to `gradient`, where δ is carried, and used up. */
  readonly reverse: (
    theta: HeapMatrix,
    gradient: HeapMatrix,
    x: readonly HeapMatrix[],
    delta: Carried,
  ) => void;
  /**
   * After `tangent`: adds to `gradient` the derivative along the direction of what `reverse` adds, if δ moves with ε.
   * Both are carried, and used up. `reverse` is linear in δ, so an ε that includes another δ adds that one's
   * contribution to the gradient.
   */
  readonly reverseTangent: (
    theta: HeapMatrix,
    direction: HeapMatrix,
    gradient: HeapMatrix,
    x: readonly HeapMatrix[],
    tangents: readonly HeapMatrix[],
    delta: Carried,
    epsilon: Carried,
  ) => void;
}

/** φ and its derivatives, all through y = φ(z). */
interface ActivationSweeps {
  /** φ(x + b) */
  readonly forward: LinearAlgebra['addBias'];
  /** φ'(z) x */
  readonly derivative: LinearAlgebra['tanhDerivative'];
  /** φ'(z) ẋ + φ''(z) ż x, given y, ẏ = φ'(z) ż, x and ẋ */
  readonly secondDerivative: LinearAlgebra['tanhSecondDerivative'];
}

const activationSweeps: Readonly<Record<Activation, (algebra: LinearAlgebra) => ActivationSweeps>> = {
  tanh: (algebra) => ({
    forward: algebra.addBiasTanh,
    derivative: algebra.tanhDerivative,
    secondDerivative: algebra.tanhSecondDerivative,
  }),
  relu: (algebra) => ({
    forward: algebra.addBiasRelu,
    derivative: algebra.reluDerivative,
    secondDerivative: (y, _tangentY, _x, tangentX, target) => {
      algebra.reluDerivative(y, tangentX, target);
    },
  }),
};

const weightsOf = (parameters: HeapMatrix, { inputs, outputs, weights }: Layer): HeapMatrix =>
  view(parameters, weights, [inputs, outputs]);

const biasesOf = (parameters: HeapMatrix, { outputs, biases }: Layer): HeapMatrix =>
  view(parameters, biases, [1, outputs]);

/** The sweeps of a network on some machine's linear algebra. */
export const sweepsOf = (algebra: LinearAlgebra, { layers, activation }: Network): Sweeps => {
  const { forward: activate, derivative, secondDerivative } = activationSweeps[activation](algebra);
  const { addBias, addScaled, columnSums, matMul, matMulAdd } = algebra;
  const last = layers.length - 1;

  /** Gradient of b += Σ_k δ_k, by way of one row of scratch. */
  const addColumnSums = (gradient: HeapMatrix, layer: Layer, delta: HeapMatrix, row: HeapMatrix): void => {
    const sums = view(row, 0, [1, layer.outputs]);
    columnSums(delta, sums);
    addScaled(1, sums, biasesOf(gradient, layer));
  };

  return {
    forward: (theta, x) => {
      layers.forEach((layer, l) => {
        const z = x[l + 1];
        matMul(x[l], weightsOf(theta, layer), z);
        (l < last ? activate : addBias)(z, biasesOf(theta, layer), z);
      });
    },

    tangent: (theta, direction, x, tangents) => {
      layers.forEach((layer, l) => {
        const z = tangents[l + 1];
        matMul(x[l], weightsOf(direction, layer), z);
        if (l > 0) matMulAdd(tangents[l], weightsOf(theta, layer), z);
        addBias(z, biasesOf(direction, layer), z);
        if (l < last) derivative(x[l + 1], z, z);
      });
    },

    reverse: (theta, gradient, x, carried) => {
      let { here, below } = carried;
      for (let l = last; l >= 0; l -= 1) {
        const layer = layers[l];
        const delta = view(here, 0, [x[l].rows, layer.outputs]);
        matMulAdd(transposed(x[l]), delta, weightsOf(gradient, layer));
        addColumnSums(gradient, layer, delta, carried.row);
        if (l === 0) return;
        const next = view(below, 0, [x[l].rows, layer.inputs]);
        matMul(delta, transposed(weightsOf(theta, layer)), next);
        derivative(x[l], next, next);
        [here, below] = [below, here];
      }
    },

    reverseTangent: (theta, direction, gradient, x, tangents, carried, carriedTangent) => {
      let { here, below } = carried;
      let { here: hereTangent, below: belowTangent } = carriedTangent;
      for (let l = last; l >= 0; l -= 1) {
        const layer = layers[l];
        const delta = view(here, 0, [x[l].rows, layer.outputs]);
        const epsilon = view(hereTangent, 0, [x[l].rows, layer.outputs]);
        matMulAdd(transposed(x[l]), epsilon, weightsOf(gradient, layer));
        addColumnSums(gradient, layer, epsilon, carriedTangent.row);
        if (l === 0) return;
        matMulAdd(transposed(tangents[l]), delta, weightsOf(gradient, layer));
        const next = view(below, 0, [x[l].rows, layer.inputs]);
        const nextTangent = view(belowTangent, 0, [x[l].rows, layer.inputs]);
        matMul(delta, transposed(weightsOf(theta, layer)), next);
        matMul(epsilon, transposed(weightsOf(theta, layer)), nextTangent);
        matMulAdd(delta, transposed(weightsOf(direction, layer)), nextTangent);
        secondDerivative(x[l], tangents[l], next, nextTangent, nextTangent);
        derivative(x[l], next, next);
        [here, below] = [below, here];
        [hereTangent, belowTangent] = [belowTangent, hereTangent];
      }
    },
  };
};
