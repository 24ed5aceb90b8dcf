import { checkLength, checkRows } from '@sgmrl/policies';
import type { Matrix, Vector } from '@sgmrl/vector';
import type { LinearAlgebra } from '@sgmrl/wasm-kernels';
import { checkFinite, checkRepresentable } from './float32';
import type { Head } from './head';
import { sizeOf } from './mlp';
import { sweepsOf } from './network';
import type { Network, Sweeps } from './network';
import { pieces, totalOf } from './pieces';

/**
 * A network with a head, on some machine's linear algebra. θ is the network's parameters followed
 * by the head's.
 */
export interface Model {
  readonly algebra: LinearAlgebra;
  readonly sweeps: Sweeps;
  readonly head: Head;
  /** How many of θ are the network's. */
  readonly size: number;
  /** d, the length of θ. */
  readonly dimension: number;
}

export const modelOf = (algebra: LinearAlgebra, network: Network, head: Head): Model => {
  const size = sizeOf(network.layers);
  return { algebra, sweeps: sweepsOf(algebra, network), head, size, dimension: size + head.size };
};

/** φ of θ, or the head's part of a direction. */
export const ownOf = ({ size, head }: Model, theta: Vector): Float64Array =>
  Float64Array.from({ length: head.size }, (_, i) => theta[size + i]);

/**
 * Throws a RangeError unless θ has the model's length and no finite entry that is infinite in
 * float32.
 */
export const checkParameters = ({ dimension }: Model, parameters: Vector): void => {
  checkLength('parameters', parameters, dimension);
  checkRepresentable('parameters', parameters);
};

/**
 * Throws a RangeError unless observations are as long as the network's input, and finite in
 * float32.
 */
export const checkObservations = ({ sweeps }: Model, observations: Matrix): void => {
  checkRows('observations', observations, sweeps.widths[0]);
  checkFinite('observations', observations);
};

/** The network's output for each row of observations, row after row. */
export const outputsOf = (model: Model, parameters: Vector, observations: Matrix): Float64Array => {
  checkParameters(model, parameters);
  checkObservations(model, observations);
  const { algebra, sweeps, dimension } = model;
  const { widths, layersIn, forward } = sweeps;
  const { rows, data } = observations;
  return algebra.withScratch(
    { theta: [1, dimension], values: [rows, totalOf(widths)] },
    ({ theta, values }) => {
      const x = pieces(values, rows, widths);
      algebra.write(parameters, theta);
      algebra.write(data, x[0]);
      forward(layersIn(theta), x);
      return algebra.read(x[widths.length - 1]);
    },
  );
};
