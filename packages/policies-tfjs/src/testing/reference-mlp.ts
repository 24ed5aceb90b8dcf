import type { StateActions } from '@sgmrl/policies';
import type { Matrix, Vector } from '@sgmrl/vector';
import type { Activation } from '../mlp';

const functions: Readonly<Record<Activation, (z: number) => number>> = {
  tanh: Math.tanh,
  relu: (z) => Math.max(0, z),
  'leaky-relu': (z) => (z > 0 ? z : z / 100),
  elu: (z) => (z > 0 ? z : Math.expm1(z)),
  softplus: (z) => Math.log1p(Math.exp(z)),
};

/** Whether the first or the second derivative jumps at 0. */
const isSmooth = (activation: Activation): boolean => activation === 'tanh' || activation === 'softplus';

/**
 * A second multi-layer perceptron in float64, one row at a time, with a parameter reader of its
 * own: θ is read from the front, for each layer first the weights (input by input), then the
 * biases.
 */
const outputsOf = (
  widths: readonly number[],
  activation: Activation,
  theta: Vector,
  observation: readonly number[],
): { readonly outputs: readonly number[]; readonly rest: readonly number[]; readonly margin: number } => {
  const left = Array.from(theta);
  let x = observation;
  let margin = Infinity;
  widths.slice(1).forEach((width, l) => {
    const rows = x.map(() => left.splice(0, width));
    const biases = left.splice(0, width);
    const z = biases.map((b, j) => b + rows.reduce((total, row, i) => total + x[i] * row[j], 0));
    const hidden = l < widths.length - 2;
    if (hidden && !isSmooth(activation)) margin = Math.min(margin, ...z.map(Math.abs));
    x = hidden ? z.map(functions[activation]) : z;
  });
  return { outputs: x, rest: left, margin };
};

const rowsOf = ({ rows, columns, data }: Matrix): readonly (readonly number[])[] =>
  Array.from({ length: rows }, (_, k) => Array.from({ length: columns }, (_c, j) => data[k * columns + j]));

type LogProbability = (theta: Vector, data: StateActions) => Float64Array;

/** Σ_j log N(a_j; μ_j, σ_j) */
export const referenceGaussian =
  (widths: readonly number[], activation: Activation): LogProbability =>
  (theta, { observations, actions }) => {
    const chosen = rowsOf(actions);
    return Float64Array.from(rowsOf(observations), (observation, k) => {
      const { outputs, rest } = outputsOf(widths, activation, theta, observation);
      return outputs.reduce((total, mean, j) => {
        const sigma = Math.exp(rest[j]);
        return (
          total - (chosen[k][j] - mean) ** 2 / (2 * sigma ** 2) - Math.log(sigma * Math.sqrt(2 * Math.PI))
        );
      }, 0);
    });
  };

/** log(exp z_a / Σ_b exp z_b) */
export const referenceCategorical =
  (widths: readonly number[], activation: Activation): LogProbability =>
  (theta, { observations, actions }) =>
    Float64Array.from(rowsOf(observations), (observation, k) => {
      const { outputs } = outputsOf(widths, activation, theta, observation);
      const total = outputs.reduce((sum, z) => sum + Math.exp(z), 0);
      return Math.log(Math.exp(outputs[actions.data[k]]) / total);
    });

/**
 * How far the nearest unit is from 0, if a derivative jumps there: the smallest |z| of all rows and
 * units.
 */
export const distanceToKink = (
  widths: readonly number[],
  activation: Activation,
  theta: Vector,
  observations: Matrix,
): number => Math.min(...rowsOf(observations).map((row) => outputsOf(widths, activation, theta, row).margin));
