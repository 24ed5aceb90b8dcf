import type { Matrix, Vector } from '@sgmrl/vector';
import type { Head, OutputRows, TangentRows } from './head';
import type { LinearAlgebra } from './linear-algebra';
import { sizeOf } from './mlp';
import { sweepsOf } from './network';
import type { Network } from './network';
import type { Differentials, Policy, StateActions } from './policy';

/** Rows that go through the network together: few enough for a layer's values to stay in the processor's cache. */
const blockRows = 256;

/** Of one float32 number. */
const bytes = 4;

/** Some consecutive rows of a call. */
interface Block {
  readonly first: number;
  readonly count: number;
}

const blocksOf = (rows: number): readonly Block[] =>
  Array.from({ length: Math.ceil(rows / blockRows) }, (_, b) => ({
    first: b * blockRows,
    count: Math.min(blockRows, rows - b * blockRows),
  }));

/** The entries from `start` on, `count` of them. */
const part = (x: Vector, start: number, count: number): Float64Array => {
  const out = new Float64Array(count);
  for (let i = 0; i < count; i += 1) out[i] = x[start + i];
  return out;
};

/** Copies entries of x from `start` on into all of `into`, rounding to float32. */
const round = (into: Float32Array, x: Vector, start: number): void => {
  for (let i = 0; i < into.length; i += 1) into[i] = x[start + i];
};

/** What a network with a {@link Head} can do: a policy without its name, initialisation and sampling. */
export interface MlpOperations extends Differentials, Pick<Policy, 'dimension' | 'logProbability'> {
  /** The network's output for each row of observations, row after row. */
  readonly outputs: (parameters: Vector, observations: Matrix) => Float64Array;
}

/**
 * The operations of a network with a head, in float32 with sums over rows of one block in float32 and the head in
 * float64. θ is the network's parameters followed by the head's. Rows pass through in blocks of 256.
 *
 * The Hessian-vector product is forward-over-reverse (Pearlmutter, Neural Computation 1994): a tangent sweep carries x and
 * its derivative ẋ along v; the reverse sweep carries δ = ∂(Σ w ℓ)/∂z and ε = δ̇ + ∂(Σ ω ℓ)/∂z. Since the reverse
 * sweep is linear in what it carries, the score part Σ ω ∇ℓ rides along in ε at no cost.
 */
export const mlpOperations = (algebra: LinearAlgebra, network: Network, head: Head): MlpOperations => {
  const { layers } = network;
  const widths = [layers[0].inputs, ...layers.map(({ outputs }) => outputs)];
  const last = widths.length - 1;
  const size = sizeOf(layers);
  const dimension = size + head.size;
  const sweeps = sweepsOf(network)(algebra);
  const adjointSize = Math.max(...widths.slice(1));

  const ownOf = (x: Vector): Float64Array => part(x, size, head.size);

  /** Runs f with places for vectors of the given sizes, and with their views. */
  const withRegions = <A>(sizes: readonly number[], f: (places: readonly number[]) => A): A =>
    algebra.withMemory(
      sizes.reduce((total, n) => total + n, 0),
      (start) => {
        let next = start;
        return f(
          sizes.map((n) => {
            const place = next;
            next += bytes * n;
            return place;
          }),
        );
      },
    );

  const load = (place: number, parameters: Vector): void => {
    round(algebra.view(place, size), parameters, 0);
  };

  /** The places of layers' values `first` rows further on. */
  const atRow = (places: readonly number[], first: number): readonly number[] =>
    places.map((place, l) => place + bytes * first * widths[l]);

  const forward = (theta: number, x: readonly number[], observations: Matrix, block: Block): void => {
    round(algebra.view(x[0], block.count * widths[0]), observations.data, block.first * widths[0]);
    sweeps.forward(theta, x, block.count);
  };

  const outputRows = (x: readonly number[], { actions }: StateActions, block: Block): OutputRows => ({
    ...block,
    outputs: algebra.view(x[last], block.count * widths[last]),
    actions: actions.data,
  });

  const tangentRows = (
    x: readonly number[],
    tangents: readonly number[],
    data: StateActions,
    block: Block,
  ): TangentRows => ({
    ...outputRows(x, data, block),
    tangents: algebra.view(tangents[last], block.count * widths[last]),
  });

  /** Sizes of the layers' values for so many rows. */
  const valueSizes = (rows: number): readonly number[] => widths.map((width) => rows * width);

  /** Runs the network forwards block by block and f after each block. */
  const eachBlock = (
    parameters: Vector,
    observations: Matrix,
    f: (x: readonly number[], block: Block) => void,
  ): void => {
    withRegions([size, ...valueSizes(Math.min(blockRows, observations.rows))], ([theta, ...x]) => {
      load(theta, parameters);
      blocksOf(observations.rows).forEach((block) => {
        forward(theta, x, observations, block);
        f(x, block);
      });
    });
  };

  /** The network's gradient in `place`, then the head's. */
  const assemble = (place: number, own: Float64Array): Float64Array => {
    const out = new Float64Array(dimension);
    out.set(algebra.view(place, size));
    out.set(own, size);
    return out;
  };

  const curvatureAndScore: Differentials['curvatureAndScore'] = (
    parameters,
    data,
    weights,
    direction,
    scoreWeights,
  ) => {
    const { rows } = data.observations;
    const values = valueSizes(rows);
    const scratch = Math.min(blockRows, rows) * adjointSize;
    const sizes = [size, size, size, scratch, scratch, scratch, scratch, ...values, ...values];
    return withRegions(sizes, ([theta, v, gradient, delta, below, epsilon, belowTangent, ...places]) => {
      load(theta, parameters);
      load(v, direction);
      algebra.view(gradient, size).fill(0);
      const along = head.along(ownOf(parameters), ownOf(direction));
      const blocks = blocksOf(rows).map((block) => ({
        block,
        x: atRow(places.slice(0, last + 1), block.first),
        tangents: atRow(places.slice(last + 1), block.first),
      }));
      const directional = new Float64Array(rows);
      for (const { block, x, tangents } of blocks) {
        forward(theta, x, data.observations, block);
        sweeps.tangent(theta, v, x, tangents, block.count);
        along.directional(tangentRows(x, tangents, data, block), directional);
      }
      const omega = scoreWeights(directional);
      const own = new Float64Array(head.size);
      for (const { block, x, tangents } of blocks) {
        const count = block.count * widths[last];
        along.curvature(
          tangentRows(x, tangents, data, block),
          weights,
          omega,
          algebra.view(delta, count),
          algebra.view(epsilon, count),
          own,
        );
        sweeps.reverseTangent(
          theta,
          v,
          gradient,
          x,
          tangents,
          [delta, below],
          [epsilon, belowTangent],
          block.count,
        );
      }
      return assemble(gradient, own);
    });
  };

  return {
    dimension,

    outputs: (parameters, observations) => {
      const out = new Float64Array(observations.rows * widths[last]);
      eachBlock(parameters, observations, (x, { first, count }) => {
        out.set(algebra.view(x[last], count * widths[last]), first * widths[last]);
      });
      return out;
    },

    logProbability: (parameters, data) => {
      const out = new Float64Array(data.observations.rows);
      const at = head.at(ownOf(parameters));
      eachBlock(parameters, data.observations, (x, block) => {
        at.logProbability(outputRows(x, data, block), out);
      });
      return out;
    },

    weightedScore: (parameters, data, weights) => {
      const rows = Math.min(blockRows, data.observations.rows);
      const sizes = [size, size, rows * adjointSize, rows * adjointSize, ...valueSizes(rows)];
      return withRegions(sizes, ([theta, gradient, delta, below, ...x]) => {
        load(theta, parameters);
        algebra.view(gradient, size).fill(0);
        const at = head.at(ownOf(parameters));
        const own = new Float64Array(head.size);
        blocksOf(data.observations.rows).forEach((block) => {
          forward(theta, x, data.observations, block);
          at.score(outputRows(x, data, block), weights, algebra.view(delta, block.count * widths[last]), own);
          sweeps.reverse(theta, gradient, x, [delta, below], block.count);
        });
        return assemble(gradient, own);
      });
    },

    directionalDerivative: (parameters, data, direction) => {
      const rows = Math.min(blockRows, data.observations.rows);
      const sizes = [size, size, ...valueSizes(rows), ...valueSizes(rows)];
      return withRegions(sizes, ([theta, v, ...places]) => {
        load(theta, parameters);
        load(v, direction);
        const x = places.slice(0, last + 1);
        const tangents = places.slice(last + 1);
        const along = head.along(ownOf(parameters), ownOf(direction));
        const out = new Float64Array(data.observations.rows);
        blocksOf(data.observations.rows).forEach((block) => {
          forward(theta, x, data.observations, block);
          sweeps.tangent(theta, v, x, tangents, block.count);
          along.directional(tangentRows(x, tangents, data, block), out);
        });
        return out;
      });
    },

    hessianVectorProduct: (parameters, data, weights, direction) =>
      curvatureAndScore(parameters, data, weights, direction, (d) => new Float64Array(d.length)),

    curvatureAndScore,
  };
};
