import { transposed, view } from '@sgmrl/wasm-kernels';
import type { HeapMatrix, LinearAlgebra } from '@sgmrl/wasm-kernels';
import type { Activation, Layer } from './mlp';

/**
 * A multi-layer perceptron: layer l computes z_l = x_l W_l + b_l and x_{l+1} = φ(z_l), the last one
 * x_L = z_{L−1}.
 */
export interface Network {
  readonly layers: readonly Layer[];
  readonly activation: Activation;
}

/** W_l and b_l on the heap, or their tangents, or derivatives by them. */
export interface LayerMatrices {
  readonly weights: HeapMatrix;
  readonly biases: HeapMatrix;
}

/**
 * What the reverse sweep leaves behind: δ_l = ∂ℓ/∂z_l of each row, and for l < L − 1 what φ'(z_l)
 * multiplies in it.
 */
export interface Adjoints {
  readonly deltas: readonly HeapMatrix[];
  /** δ_{l+1} W_{l+1}ᵀ */
  readonly products: readonly HeapMatrix[];
}

/** Work space of a sweep back: three matrices of rows × widest layer. */
export interface Carried {
  readonly here: HeapMatrix;
  readonly below: HeapMatrix;
  readonly weighted: HeapMatrix;
}

/**
 * The sweeps through a network for all rows at once; ℓ is a function of each row's output. `x[l]`
 * and `tangents[l]` hold x_l and its derivative along the direction, one row each (x_0, the
 * observations, has none: `tangents[0]` is not read). What is swept back belongs to single rows, so
 * it serves any weights: they come in where rows are summed.
 */
export interface Sweeps {
  /** The lengths of x_0 … x_L. */
  readonly widths: readonly number[];
  /** The layers' parts of a vector that begins with them in the layout of `layersOf`. */
  readonly layersIn: (vector: HeapMatrix) => readonly LayerMatrices[];
  /** Fills x_1 … x_L from x_0. */
  readonly forward: (theta: readonly LayerMatrices[], x: readonly HeapMatrix[]) => void;
  /** After `forward`: fills the tangents 1 … L. */
  readonly tangent: (
    theta: readonly LayerMatrices[],
    direction: readonly LayerMatrices[],
    x: readonly HeapMatrix[],
    tangents: readonly HeapMatrix[],
  ) => void;
  /** After `forward`, with the last δ = ∂ℓ/∂x_L in place: fills the others. */
  readonly reverse: (theta: readonly LayerMatrices[], x: readonly HeapMatrix[], adjoints: Adjoints) => void;
  /** gradient = Σ_k w_k ∂ℓ_k/∂θ, for a column of weights w and one matrix of work space. */
  readonly score: (
    x: readonly HeapMatrix[],
    deltas: readonly HeapMatrix[],
    w: HeapMatrix,
    weighted: HeapMatrix,
    gradient: readonly LayerMatrices[],
  ) => void;
  /**
   * After `tangent` and `reverse`, with the tangent of the last δ in `carried.here`: gradient = Σ_k
   * w_k (∂ℓ_k/∂θ)˙ + Σ_k ω_k ∂ℓ_k/∂θ, for columns of weights w and, where there are, ω.
   */
  readonly curvature: (
    theta: readonly LayerMatrices[],
    direction: readonly LayerMatrices[],
    x: readonly HeapMatrix[],
    tangents: readonly HeapMatrix[],
    adjoints: Adjoints,
    weights: { readonly w: HeapMatrix; readonly omega: HeapMatrix | undefined },
    carried: Carried,
    gradient: readonly LayerMatrices[],
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
  'leaky-relu': (algebra) => ({
    forward: algebra.addBiasLeakyRelu,
    derivative: algebra.leakyReluDerivative,
    secondDerivative: (y, _tangentY, _x, tangentX, target) => {
      algebra.leakyReluDerivative(y, tangentX, target);
    },
  }),
  elu: (algebra) => ({
    forward: algebra.addBiasElu,
    derivative: algebra.eluDerivative,
    secondDerivative: algebra.eluSecondDerivative,
  }),
  softplus: (algebra) => ({
    forward: algebra.addBiasSoftplus,
    derivative: algebra.softplusDerivative,
    secondDerivative: algebra.softplusSecondDerivative,
  }),
};

/** The first numbers of some memory, as the rows of a layer. */
const rowsIn = (memory: HeapMatrix, rows: number, { outputs }: Layer): HeapMatrix =>
  view(memory, 0, [rows, outputs]);

/** The sweeps of a network on some machine's linear algebra. */
export const sweepsOf = (algebra: LinearAlgebra, { layers, activation }: Network): Sweeps => {
  const { forward: activate, derivative, secondDerivative } = activationSweeps[activation](algebra);
  const { addBias, addScaledRows, columnSums, matMul, matMulAdd, scaleRows } = algebra;
  const last = layers.length - 1;

  return {
    widths: [layers[0].inputs, ...layers.map(({ outputs }) => outputs)],

    layersIn: (vector) =>
      layers.map(({ inputs, outputs, weights, biases }) => ({
        weights: view(vector, weights, [inputs, outputs]),
        biases: view(vector, biases, [1, outputs]),
      })),

    forward: (theta, x) => {
      theta.forEach(({ weights, biases }, l) => {
        const z = x[l + 1];
        matMul(x[l], weights, z);
        (l < last ? activate : addBias)(z, biases, z);
      });
    },

    tangent: (theta, direction, x, tangents) => {
      direction.forEach(({ weights, biases }, l) => {
        const z = tangents[l + 1];
        matMul(x[l], weights, z);
        if (l > 0) matMulAdd(tangents[l], theta[l].weights, z);
        addBias(z, biases, z);
        if (l < last) derivative(x[l + 1], z, z);
      });
    },

    reverse: (theta, x, { deltas, products }) => {
      for (let l = last; l > 0; l -= 1) {
        matMul(deltas[l], transposed(theta[l].weights), products[l - 1]);
        derivative(x[l], products[l - 1], deltas[l - 1]);
      }
    },

    score: (x, deltas, w, memory, gradient) => {
      layers.forEach((layer, l) => {
        const weighted = rowsIn(memory, w.rows, layer);
        scaleRows(deltas[l], w, weighted);
        matMul(transposed(x[l]), weighted, gradient[l].weights);
        columnSums(weighted, gradient[l].biases);
      });
    },

    curvature: (theta, direction, x, tangents, { deltas, products }, { w, omega }, carried, gradient) => {
      let { here, below } = carried;
      for (let l = last; l >= 0; l -= 1) {
        const delta = deltas[l];
        const tangent = rowsIn(here, w.rows, layers[l]);
        if (l > 0) {
          const next = rowsIn(below, w.rows, layers[l - 1]);
          matMul(tangent, transposed(theta[l].weights), next);
          matMulAdd(delta, transposed(direction[l].weights), next);
          secondDerivative(x[l], tangents[l], products[l - 1], next, next);
        }
        scaleRows(tangent, w, tangent);
        if (omega !== undefined) addScaledRows(delta, omega, tangent);
        matMul(transposed(x[l]), tangent, gradient[l].weights);
        columnSums(tangent, gradient[l].biases);
        if (l > 0) {
          const weighted = rowsIn(carried.weighted, w.rows, layers[l]);
          scaleRows(delta, w, weighted);
          matMulAdd(transposed(tangents[l]), weighted, gradient[l].weights);
        }
        [here, below] = [below, here];
      }
    },
  };
};
