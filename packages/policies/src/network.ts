import type { LinearAlgebra } from './linear-algebra';
import type { Activation, Layer } from './mlp';

/**
 * The sweeps through a multi-layer perceptron, for `rows` rows at once, all in float32 memory. Layer l computes
 * z_l = x_l W_l + b_l and x_{l+1} = φ(z_l), but x_L = z_{L−1} at the output. Addresses: `theta`, `direction` and
 * `gradient` hold the layers' parameters in the layout of `layersOf`; `x[l]` and `tangents[l]` hold x_l and its derivative
 * along the direction (x_0, the observations, has none: `tangents[0]` is not read).
 */
export interface Network {
  readonly layers: readonly Layer[];
  readonly activation: Activation;
}

/** φ and its derivatives, all expressed through y = φ(z). */
interface ActivationSweeps {
  readonly forward: LinearAlgebra['addBias'];
  /** φ'(z) x */
  readonly derivative: LinearAlgebra['tanhDerivative'];
  /** φ'(z) ẋ + φ''(z) ż x, where ẏ = φ'(z) ż */
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
    secondDerivative: (z, y, _tangentY, _x, tangentX, count) => {
      algebra.reluDerivative(z, y, tangentX, count);
    },
  }),
};

/** Numbers per address step. */
const bytes = 4;

/** The four sweeps. */
export interface Sweeps {
  /** Fills x_1 … x_L from x_0. */
  readonly forward: (theta: number, x: readonly number[], rows: number) => void;
  /** After `forward`: fills the tangents 1 … L along `direction`. */
  readonly tangent: (
    theta: number,
    direction: number,
    x: readonly number[],
    tangents: readonly number[],
    rows: number,
  ) => void;
  /** After `forward`: adds Σ_k δ_kᵀ ∂x_L/∂θ to `gradient`. δ is `adjoint[0]`; `adjoint[1]` is scratch, both are used up. */
  readonly reverse: (
    theta: number,
    gradient: number,
    x: readonly number[],
    adjoint: readonly [number, number],
    rows: number,
  ) => void;
  /**
   * After `tangent`: adds to `gradient` the tangent of what `reverse` adds for δ, if δ moved with tangent ε. Since
   * `reverse` is linear in its δ, an ε that includes another output gradient adds that one's contribution along.
   */
  readonly reverseTangent: (
    theta: number,
    direction: number,
    gradient: number,
    x: readonly number[],
    tangents: readonly number[],
    adjoint: readonly [number, number],
    adjointTangent: readonly [number, number],
    rows: number,
  ) => void;
}

export const sweepsOf =
  ({ layers, activation }: Network) =>
  (algebra: LinearAlgebra): Sweeps => {
    const { forward: activate, derivative, secondDerivative } = activationSweeps[activation](algebra);
    const { addBias, addTo, columnSums, matMul } = algebra;
    const last = layers.length - 1;

    /** gradient of b_l += Σ_k δ_k; `scratch` takes one row. */
    const addToBiases = (gradient: number, layer: Layer, delta: number, rows: number, scratch: number) => {
      columnSums(scratch, delta, rows, layer.outputs);
      addTo(gradient + bytes * layer.biases, scratch, layer.outputs);
    };

    return {
      forward: (theta, x, rows) => {
        layers.forEach(({ inputs, outputs, weights, biases }, l) => {
          const z = x[l + 1];
          matMul(z, x[l], theta + bytes * weights, rows, inputs, outputs, false, false, false);
          (l < last ? activate : addBias)(z, z, theta + bytes * biases, rows, outputs);
        });
      },

      tangent: (theta, direction, x, tangents, rows) => {
        layers.forEach(({ inputs, outputs, weights, biases }, l) => {
          const z = tangents[l + 1];
          const W = bytes * weights;
          matMul(z, x[l], direction + W, rows, inputs, outputs, false, false, false);
          if (l > 0) matMul(z, tangents[l], theta + W, rows, inputs, outputs, false, false, true);
          addBias(z, z, direction + bytes * biases, rows, outputs);
          if (l < last) derivative(z, x[l + 1], z, rows * outputs);
        });
      },

      reverse: (theta, gradient, x, adjoint, rows) => {
        let [delta, below] = adjoint;
        for (let l = last; l >= 0; l -= 1) {
          const { inputs, outputs, weights } = layers[l];
          const W = bytes * weights;
          matMul(gradient + W, x[l], delta, inputs, rows, outputs, true, false, true);
          addToBiases(gradient, layers[l], delta, rows, below);
          if (l > 0) {
            matMul(below, delta, theta + W, rows, outputs, inputs, false, true, false);
            derivative(below, x[l], below, rows * inputs);
            [delta, below] = [below, delta];
          }
        }
      },

      reverseTangent: (theta, direction, gradient, x, tangents, adjoint, adjointTangent, rows) => {
        let [delta, below] = adjoint;
        let [epsilon, belowTangent] = adjointTangent;
        for (let l = last; l >= 0; l -= 1) {
          const { inputs, outputs, weights } = layers[l];
          const W = bytes * weights;
          matMul(gradient + W, x[l], epsilon, inputs, rows, outputs, true, false, true);
          if (l > 0) matMul(gradient + W, tangents[l], delta, inputs, rows, outputs, true, false, true);
          addToBiases(gradient, layers[l], epsilon, rows, belowTangent);
          if (l > 0) {
            matMul(below, delta, theta + W, rows, outputs, inputs, false, true, false);
            matMul(belowTangent, epsilon, theta + W, rows, outputs, inputs, false, true, false);
            matMul(belowTangent, delta, direction + W, rows, outputs, inputs, false, true, true);
            secondDerivative(belowTangent, x[l], tangents[l], below, belowTangent, rows * inputs);
            derivative(below, x[l], below, rows * inputs);
            [delta, below] = [below, delta];
            [epsilon, belowTangent] = [belowTangent, epsilon];
          }
        }
      },
    };
  };
