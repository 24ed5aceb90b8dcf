import { checkLength, type Differentials, type Policy, type StateActions } from '@sgmrl/policies';
import { add } from '@sgmrl/vector';
import type { Matrix, Vector } from '@sgmrl/vector';
import { view } from '@sgmrl/wasm-kernels';
import type { HeapMatrix, LinearAlgebra } from '@sgmrl/wasm-kernels';
import { evaluationsOf } from './evaluations';
import type { Evaluation } from './evaluations';
import type { Head, HeadAlong, OutputRows, TangentRows } from './head';
import { modelOf, outputsOf, ownOf } from './model';
import type { LayerMatrices, Network } from './network';
import { pieces, totalOf } from './pieces';
import { recorderOf } from './recorder';

/**
 * What a network with a {@link Head} can do: a policy without its name, initialisation and
 * sampling.
 */
export interface MlpOperations extends Differentials, Pick<Policy, 'dimension' | 'logProbability'> {
  /** The network's output for each row of observations, row after row. */
  readonly outputs: (parameters: Vector, observations: Matrix) => Float64Array;
}

/**
 * Bytes of the heap that may be occupied between calls by what the next ones are likely to need,
 * each of two kinds.
 */
const room = 0x100_0000;

/** From the first row of a weight other than zero to after the last. */
const support = (w: Vector): readonly [from: number, to: number] => {
  let [from, to] = [0, w.length];
  while (from < to && w[from] === 0) from += 1;
  while (to > from && w[to - 1] === 0) to -= 1;
  return [from, to];
};

const rowsOf = (matrix: HeapMatrix, from: number, to: number): HeapMatrix =>
  view(matrix, from * matrix.columns, [to - from, matrix.columns]);

/** θ and x in motion along a direction. */
interface Motion {
  readonly layers: readonly LayerMatrices[];
  readonly along: readonly LayerMatrices[];
  readonly tangents: readonly HeapMatrix[];
  readonly rows: TangentRows;
  readonly head: HeadAlong;
}

/**
 * The operations of a network with a head: the network in float32 on the tfjs heap, the head in
 * float64. θ is the network's parameters followed by the head's.
 *
 * The Hessian-vector product is forward-over-reverse (Pearlmutter, Neural Computation 1994): a
 * tangent sweep carries x and its derivative ẋ along v; the reverse sweep carries δ = ∂ℓ/∂z and δ̇
 * of each row. The weights come in at the end: a layer's part is Σ_k x_k (w_k δ̇_k + ω_k δ_k)ᵀ +
 * ẋ_k (w_k δ_k)ᵀ, so the score part Σ ω ∇ℓ costs one addition.
 */
export const mlpOperations = (algebra: LinearAlgebra, network: Network, head: Head): MlpOperations => {
  const model = modelOf(algebra, network, head);
  const { sweeps, size, dimension } = model;
  const { read, withScratch, write } = algebra;
  const { widths } = sweeps;
  const last = widths.length - 1;
  const total = totalOf(widths);
  const widest = Math.max(...widths.slice(1));
  const recorder = recorderOf(model, room);
  const evaluations = evaluationsOf(model, recorder, room);

  const put = (x: Vector, memory: HeapMatrix): HeapMatrix => {
    write(x, memory);
    return memory;
  };

  /** The outputs and actions of a batch of which no evaluation is there. */
  const fresh = (parameters: Vector, data: StateActions): OutputRows => {
    const { observations, actions } = data;
    const outputs = outputsOf(model, parameters, observations);
    head.checkActions(data);
    return { rows: observations.rows, outputs, actions: actions.data };
  };

  /** The network's gradient and, at its end, the head's. */
  const assemble = (gradient: HeapMatrix, own: Vector): Float64Array => {
    const out = read(gradient);
    out.set(own, size);
    return out;
  };

  /** Lends what is in motion along a direction for the time of one call. */
  const withMotion = <A>(
    { parameters, x, ends }: Evaluation,
    direction: Vector,
    use: (motion: Motion) => A,
  ): A => {
    checkLength('direction', direction, dimension);
    return withScratch(
      { theta: [1, dimension], v: [1, dimension], values: [ends.rows, total] },
      ({ theta, v, values }) => {
        const layers = sweeps.layersIn(put(parameters, theta));
        const along = sweeps.layersIn(put(direction, v));
        const tangents = pieces(values, ends.rows, widths);
        sweeps.tangent(layers, along, x, tangents);
        return use({
          layers,
          along,
          tangents,
          rows: { ...ends, tangents: read(tangents[last]) },
          head: head.along(ownOf(model, parameters), ownOf(model, direction)),
        });
      },
    );
  };

  /** Σ w ∇²ℓ v + Σ ω ∇ℓ, the second part if there is one. */
  const curvature = (
    { parameters, x, adjoints, ends }: Evaluation,
    { layers, along, tangents, rows: moving, head: headAlong }: Motion,
    weights: Vector,
    scoreWeights: Vector | undefined,
  ): Float64Array => {
    const { rows } = ends;
    checkLength('weights', weights, rows);
    if (scoreWeights !== undefined) checkLength('score weights', scoreWeights, rows);
    return withScratch(
      {
        here: [rows, widest],
        below: [rows, widest],
        weighted: [rows, widest],
        w: [rows, 1],
        omega: [rows, 1],
        gradient: [1, dimension],
      },
      ({ here, below, weighted, w, omega, gradient }) => {
        write(headAlong.slopeTangents(moving), view(here, 0, [rows, widths[last]]));
        sweeps.curvature(
          layers,
          along,
          x,
          tangents,
          adjoints,
          {
            w: put(weights, w),
            omega: scoreWeights === undefined ? undefined : put(scoreWeights, omega),
          },
          { here, below, weighted },
          sweeps.layersIn(gradient),
        );
        const own = headAlong.ownCurvature(moving, weights);
        return assemble(
          gradient,
          scoreWeights === undefined
            ? own
            : add(own, head.at(ownOf(model, parameters)).ownScore(ends, scoreWeights)),
        );
      },
    );
  };

  const weightedScores: Differentials['weightedScores'] = (parameters, data, weights) =>
    evaluations.use(parameters, data, ({ x, adjoints, ends }) =>
      withScratch(
        { weighted: [ends.rows, widest], w: [ends.rows, 1], gradient: [1, dimension] },
        ({ weighted, w: memory, gradient }) => {
          const { ownScore } = head.at(ownOf(model, parameters));
          const layers = sweeps.layersIn(gradient);
          return weights.map((w) => {
            checkLength('weights', w, ends.rows);
            const [from, to] = support(w);
            const some = (matrix: HeapMatrix): HeapMatrix => rowsOf(matrix, from, to);
            sweeps.score(x.map(some), adjoints.deltas.map(some), some(put(w, memory)), weighted, layers);
            return assemble(gradient, ownScore(ends, w));
          });
        },
      ),
    );

  return {
    dimension,

    outputs: recorder.outputs,

    logProbability: (parameters, data) => {
      const ends = evaluations.known(parameters, data) ?? fresh(parameters, data);
      return head.at(ownOf(model, parameters)).logProbability(ends);
    },

    weightedScore: (parameters, data, weights) => weightedScores(parameters, data, [weights])[0],

    weightedScores,

    directionalDerivative: (parameters, data, direction) =>
      evaluations.use(parameters, data, (evaluation) =>
        withMotion(evaluation, direction, ({ head: headAlong, rows }) => headAlong.directional(rows)),
      ),

    hessianVectorProduct: (parameters, data, weights, direction) =>
      evaluations.use(parameters, data, (evaluation) =>
        withMotion(evaluation, direction, (motion) => curvature(evaluation, motion, weights, undefined)),
      ),

    curvatureAndScore: (parameters, data, weights, direction, scoreWeights) =>
      evaluations.use(parameters, data, (evaluation) =>
        withMotion(evaluation, direction, (motion) =>
          curvature(evaluation, motion, weights, scoreWeights(motion.head.directional(motion.rows))),
        ),
      ),
  };
};
