import type { Matrix, Vector } from '@sgmrl/vector';
import { view } from '@sgmrl/wasm-kernels';
import type { HeapMatrix, LinearAlgebra, Shape } from '@sgmrl/wasm-kernels';
import type { Head, OutputRows, TangentRows } from './head';
import { sizeOf } from './mlp';
import { sweepsOf } from './network';
import type { Carried, Network } from './network';
import type { Differentials, Policy } from './policy';

/** What a network with a {@link Head} can do: a policy without its name, initialisation and sampling. */
export interface MlpOperations extends Differentials, Pick<Policy, 'dimension' | 'logProbability'> {
  /** The network's output for each row of observations, row after row. */
  readonly outputs: (parameters: Vector, observations: Matrix) => Float64Array;
}

/**
 * The operations of a network with a head: the network in float32 on the tfjs heap, the head in float64. θ is the
 * network's parameters followed by the head's.
 *
 * The Hessian-vector product is forward-over-reverse (Pearlmutter, Neural Computation 1994): a tangent sweep carries x and
 * its derivative ẋ along v; the reverse sweep carries δ = ∂(Σ w ℓ)/∂z and ε = δ̇ + ∂(Σ ω ℓ)/∂z. Since the reverse
 * sweep is linear in what it carries, the score part Σ ω ∇ℓ rides along in ε at no cost.
 */
export const mlpOperations = (algebra: LinearAlgebra, network: Network, head: Head): MlpOperations => {
  const { read, withScratch, write } = algebra;
  const widths = [network.layers[0].inputs, ...network.layers.map(({ outputs }) => outputs)];
  const last = widths.length - 1;
  const size = sizeOf(network.layers);
  const dimension = size + head.size;
  const sweeps = sweepsOf(algebra, network);
  /** Numbers of a row through all layers, and of the widest layer after the input. */
  const total = widths.reduce((sum, width) => sum + width, 0);
  const widest = Math.max(...widths.slice(1));

  const ownOf = (x: Vector): Float64Array => Float64Array.from({ length: head.size }, (_, i) => x[size + i]);

  /** x_0 … x_L (or their tangents) in one piece of memory. */
  const valuesIn = (memory: HeapMatrix): readonly HeapMatrix[] => {
    let offset = 0;
    return widths.map((width) => {
      const values = view(memory, offset, [memory.rows, width]);
      offset += memory.rows * width;
      return values;
    });
  };

  const forward = (theta: HeapMatrix, memory: HeapMatrix, parameters: Vector, observations: Matrix) => {
    const x = valuesIn(memory);
    write(parameters, theta);
    write(observations.data, x[0]);
    sweeps.forward(theta, x);
    return x;
  };

  const tangent = (
    theta: HeapMatrix,
    v: HeapMatrix,
    x: readonly HeapMatrix[],
    memory: HeapMatrix,
    direction: Vector,
  ) => {
    const tangents = valuesIn(memory);
    write(direction, v);
    sweeps.tangent(theta, v, x, tangents);
    return tangents;
  };

  const outputRows = (x: readonly HeapMatrix[], actions: Matrix): OutputRows => ({
    rows: actions.rows,
    outputs: read(x[last]),
    actions: actions.data,
  });

  const tangentRows = (
    x: readonly HeapMatrix[],
    tangents: readonly HeapMatrix[],
    actions: Matrix,
  ): TangentRows => ({ ...outputRows(x, actions), tangents: read(tangents[last]) });

  /** The shape of what {@link carry} needs. */
  const carriedShape = (rows: number): Shape => [2 * rows + 1, widest];

  /** What a reverse sweep carries, beginning with the output layer's adjoint. */
  const carry = (memory: HeapMatrix, rows: number, adjoint: Vector): Carried => {
    write(adjoint, view(memory, 0, [rows, widths[last]]));
    return {
      here: view(memory, 0, [rows, widest]),
      below: view(memory, rows * widest, [rows, widest]),
      row: view(memory, 2 * rows * widest, [1, widest]),
    };
  };

  /** The network's gradient and, at its end, the head's. */
  const assemble = (gradient: HeapMatrix, own: Vector): Float64Array => {
    const out = read(gradient);
    out.set(own, size);
    return out;
  };

  const curvatureAndScore: Differentials['curvatureAndScore'] = (
    parameters,
    { observations, actions },
    weights,
    direction,
    scoreWeights,
  ) => {
    const { rows } = observations;
    return withScratch(
      {
        theta: [1, dimension],
        v: [1, dimension],
        gradient: [1, dimension],
        values: [rows, total],
        tangentValues: [rows, total],
        delta: carriedShape(rows),
        epsilon: carriedShape(rows),
      },
      ({ theta, v, gradient, values, tangentValues, delta, epsilon }) => {
        const x = forward(theta, values, parameters, observations);
        const tangents = tangent(theta, v, x, tangentValues, direction);
        const ends = tangentRows(x, tangents, actions);
        const along = head.along(ownOf(parameters), ownOf(direction));
        const omega = scoreWeights(along.directional(ends));
        const { adjoint, adjointTangent, own } = along.curvature(ends, weights, omega);
        write(new Float32Array(dimension), gradient);
        sweeps.reverseTangent(
          theta,
          v,
          gradient,
          x,
          tangents,
          carry(delta, observations.rows, adjoint),
          carry(epsilon, observations.rows, adjointTangent),
        );
        return assemble(gradient, own);
      },
    );
  };

  const weightedScores: Differentials['weightedScores'] = (parameters, { observations, actions }, weights) =>
    withScratch(
      {
        theta: [1, dimension],
        gradient: [1, dimension],
        values: [observations.rows, total],
        delta: carriedShape(observations.rows),
      },
      ({ theta, gradient, values, delta }) => {
        const x = forward(theta, values, parameters, observations);
        const ends = outputRows(x, actions);
        const { score } = head.at(ownOf(parameters));
        return weights.map((w) => {
          const { adjoint, own } = score(ends, w);
          write(new Float32Array(dimension), gradient);
          sweeps.reverse(theta, gradient, x, carry(delta, observations.rows, adjoint));
          return assemble(gradient, own);
        });
      },
    );

  return {
    dimension,

    outputs: (parameters, observations) =>
      withScratch({ theta: [1, dimension], values: [observations.rows, total] }, ({ theta, values }) =>
        read(forward(theta, values, parameters, observations)[last]),
      ),

    logProbability: (parameters, { observations, actions }) =>
      withScratch({ theta: [1, dimension], values: [observations.rows, total] }, ({ theta, values }) =>
        head
          .at(ownOf(parameters))
          .logProbability(outputRows(forward(theta, values, parameters, observations), actions)),
      ),

    weightedScore: (parameters, data, weights) => weightedScores(parameters, data, [weights])[0],

    weightedScores,

    directionalDerivative: (parameters, { observations, actions }, direction) =>
      withScratch(
        {
          theta: [1, dimension],
          v: [1, dimension],
          values: [observations.rows, total],
          tangentValues: [observations.rows, total],
        },
        ({ theta, v, values, tangentValues }) => {
          const x = forward(theta, values, parameters, observations);
          const tangents = tangent(theta, v, x, tangentValues, direction);
          return head
            .along(ownOf(parameters), ownOf(direction))
            .directional(tangentRows(x, tangents, actions));
        },
      ),

    hessianVectorProduct: (parameters, data, weights, direction) =>
      curvatureAndScore(parameters, data, weights, direction, (d) => new Float64Array(d.length)),

    curvatureAndScore,
  };
};
