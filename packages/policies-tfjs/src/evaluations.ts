import type { StateActions } from '@sgmrl/policies';
import type { Vector } from '@sgmrl/vector';
import type { HeapMatrix } from '@sgmrl/wasm-kernels';
import type { OutputRows } from './head';
import type { Releasable } from './keep-last';
import { keepLast } from './keep-last';
import { checkObservations, checkParameters, ownOf } from './model';
import type { Model } from './model';
import type { Adjoints } from './network';
import { pieces, totalOf } from './pieces';
import type { Recorder } from './recorder';

/**
 * What a network makes of a batch at θ, whatever the weights and the direction: one sweep forward
 * and one back.
 */
export interface Evaluation extends Releasable {
  readonly parameters: Vector;
  readonly data: StateActions;
  readonly x: readonly HeapMatrix[];
  readonly adjoints: Adjoints;
  readonly ends: OutputRows;
}

/**
 * Evaluations, of which those used last are kept: an inner step's gradient and, later, its
 * Hessian-vector product are taken at the same θ on the same batch. Both are recognised as the same
 * values, not by their numbers.
 */
export interface Evaluations {
  /** Lends an evaluation for the time of one call. */
  readonly use: <A>(parameters: Vector, data: StateActions, use: (evaluation: Evaluation) => A) => A;
  /** The outputs and actions of an evaluation that is there already. */
  readonly known: (parameters: Vector, data: StateActions) => OutputRows | undefined;
}

/** As many inner steps as an adaptation has at most, as a rule, and its end. */
const most = 8;

/**
 * The evaluations of a network with a head; those that are kept are few and occupy `room` bytes of
 * the heap at most.
 */
export const evaluationsOf = (model: Model, recorder: Recorder, room: number): Evaluations => {
  const { algebra, sweeps, head, dimension } = model;
  const { allocate, read, withScratch, write } = algebra;
  const { widths } = sweeps;
  const outputs = widths.slice(1);
  const hidden = outputs.slice(0, -1);
  const last = outputs.length;
  const kept = keepLast<Evaluation>(most, room);

  const fill = (
    parameters: Vector,
    { observations, actions }: StateActions,
    x: readonly HeapMatrix[],
    adjoints: Adjoints,
  ): OutputRows =>
    withScratch({ theta: [1, dimension] }, ({ theta: memory }) => {
      write(parameters, memory);
      const theta = sweeps.layersIn(memory);
      if (!recorder.recall(parameters, observations, x)) {
        write(observations.data, x[0]);
        sweeps.forward(theta, x);
      }
      const ends = { rows: actions.rows, outputs: read(x[last]), actions: actions.data };
      write(head.at(ownOf(model, parameters)).slopes(ends), adjoints.deltas[last - 1]);
      sweeps.reverse(theta, x, adjoints);
      return ends;
    });

  const make = (parameters: Vector, data: StateActions): Evaluation => {
    checkParameters(model, parameters);
    checkObservations(model, data.observations);
    head.checkActions(data);
    const { rows } = data.observations;
    const sizes = [widths, outputs, hidden].map(totalOf);
    const bytes = 4 * rows * totalOf(sizes);
    kept.makeRoom(bytes);
    const { matrices, free } = allocate({
      values: [rows, sizes[0]],
      deltas: [rows, sizes[1]],
      products: [rows, sizes[2]],
    });
    try {
      const x = pieces(matrices.values, rows, widths);
      const adjoints = {
        deltas: pieces(matrices.deltas, rows, outputs),
        products: pieces(matrices.products, rows, hidden),
      };
      const ends = fill(parameters, data, x, adjoints);
      return { parameters, data, x, adjoints, ends, bytes, free };
    } catch (error) {
      free();
      throw error;
    }
  };

  const taken = (parameters: Vector, { observations, actions }: StateActions): Evaluation | undefined =>
    kept.take(
      (each) =>
        each.parameters === parameters &&
        each.data.observations === observations &&
        each.data.actions === actions,
    );

  return {
    use: (parameters, data, use) => {
      const evaluation = taken(parameters, data) ?? make(parameters, data);
      try {
        return use(evaluation);
      } finally {
        kept.put(evaluation);
      }
    },
    known: (parameters, data) => {
      const evaluation = taken(parameters, data);
      if (evaluation !== undefined) kept.put(evaluation);
      return evaluation?.ends;
    },
  };
};
