import type { ParameterBlock } from '@sgmrl/policies';
import { foldIn, uniformBetween } from '@sgmrl/prng';
import type { Key } from '@sgmrl/prng';

/**
 * The nonlinearities φ between layers. Where φ has a kink, its derivative is that of the left.
 *
 *     tanh         tanh z
 *     relu         max(0, z)
 *     leaky-relu   z where z > 0, else 0.01 z
 *     elu          z where z > 0, else exp z − 1 (its second derivative jumps at 0)
 *     softplus     log(1 + exp z)
 */
export const activations = ['tanh', 'relu', 'leaky-relu', 'elu', 'softplus'] as const;

/** The name of one of the {@link activations}. */
export type Activation = (typeof activations)[number];

/** A fully connected layer z = x W + b, and where its parameters lie in the flat vector. */
export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  /** Offset of W, `inputs` × `outputs` in row-major order. */
  readonly weights: number;
  /** Offset of b, which follows W. */
  readonly biases: number;
}

/**
 * The layers of a multi-layer perceptron of the given widths, from input to output: W_1, b_1, W_2,
 * b_2, …
 */
export const layersOf = (widths: readonly number[]): readonly Layer[] => {
  const layers: Layer[] = [];
  let offset = 0;
  for (let l = 1; l < widths.length; l += 1) {
    const [inputs, outputs] = [widths[l - 1], widths[l]];
    layers.push({ inputs, outputs, weights: offset, biases: offset + inputs * outputs });
    offset += (inputs + 1) * outputs;
  }
  return layers;
};

/** How many parameters the layers have together. */
export const sizeOf = (layers: readonly Layer[]): number =>
  layers.reduce((total, { inputs, outputs }) => total + (inputs + 1) * outputs, 0);

/**
 * W_1, b_1, …, W_L, b_L by name: of the hidden layers `hidden1`, `hidden2`, …, of the last one
 * `output`.
 */
export const blocksOf = (layers: readonly Layer[]): readonly ParameterBlock[] =>
  layers.flatMap(({ inputs, outputs }, l) => {
    const layer = l === layers.length - 1 ? 'output' : `hidden${String(l + 1)}`;
    return [
      { name: `${layer}.weights`, shape: [inputs, outputs] },
      { name: `${layer}.biases`, shape: [outputs] },
    ];
  });

/**
 * Writes initial parameters: biases zero, weights from U[−b, b] with b = √(6/(inputs + outputs))
 * (Glorot and Bengio, AISTATS 2010, equation 16), so that they have variance 2/(inputs + outputs).
 */
export const initializeLayers = (into: Float64Array, layers: readonly Layer[], key: Key): void => {
  layers.forEach(({ inputs, outputs, weights }, l) => {
    const bound = Math.sqrt(6 / (inputs + outputs));
    into.set(uniformBetween(foldIn(key, l), -bound, bound, inputs * outputs), weights);
  });
};
