import type { Matrix, Vector } from '@sgmrl/vector';
import { view } from '@sgmrl/wasm-kernels';
import type { HeapMatrix } from '@sgmrl/wasm-kernels';
import { checkObservations, checkParameters, outputsOf } from './model';
import type { Model } from './model';
import type { LayerMatrices } from './network';
import { pieces, totalOf } from './pieces';

/**
 * Remembers what a network made of the rows it met at one θ: an estimator asks for the derivatives
 * of a batch at the θ that has just drawn it. Parameters are recognised as the same value, not by
 * their numbers.
 */
export interface Recorder {
  /** The network's output for each row of observations, row after row. */
  readonly outputs: (parameters: Vector, observations: Matrix) => Float64Array;
  /**
   * Fills x_0 … x_L for a batch of trajectories that was drawn in lock-step by the last calls of
   * `outputs` at these parameters, a row for each trajectory and a call for each step: row n·H + h
   * of the batch is row n of call h. Says whether it could; the numbers are those that a forward
   * sweep would give, to the bit.
   */
  readonly recall: (parameters: Vector, observations: Matrix, x: readonly HeapMatrix[]) => boolean;
}

/** Room for the calls of `outputs` at one θ, all with the same number of rows. */
interface Recording {
  readonly rows: number;
  readonly theta: HeapMatrix;
  readonly layers: readonly LayerMatrices[];
  /** x_0 … x_L of all calls, and of each. */
  readonly all: readonly HeapMatrix[];
  readonly calls: readonly (readonly HeapMatrix[])[];
  /** The observations of all calls. */
  readonly seen: Float64Array;
  readonly free: () => void;
}

/**
 * Whether row n·H + h of the observations is what row n of call h saw, for H calls from `first` on.
 */
const sameRows = ({ rows, seen }: Recording, first: number, { columns, data }: Matrix, calls: number) => {
  for (let h = 0, from = first * rows * columns; h < calls; h += 1)
    for (let n = 0; n < rows; n += 1)
      for (let i = 0, to = (n * calls + h) * columns; i < columns; i += 1, from += 1, to += 1)
        if (seen[from] !== data[to]) return false;
  return true;
};

/** A recorder that holds on to `room` bytes of the heap at most. */
export const recorderOf = (model: Model, room: number): Recorder => {
  const { algebra, sweeps, dimension } = model;
  const { allocate, read, regroupRows, write } = algebra;
  const { widths, layersIn, forward } = sweeps;
  const total = totalOf(widths);
  const last = widths.length - 1;
  let recording: Recording | undefined;
  let known: Vector | undefined;
  let count = 0;

  const make = (rows: number, calls: number): Recording => {
    const { matrices, free } = allocate({ theta: [1, dimension], values: [rows * calls, total] });
    const all = pieces(matrices.values, rows * calls, widths);
    return {
      rows,
      theta: matrices.theta,
      layers: layersIn(matrices.theta),
      all,
      calls: Array.from({ length: calls }, (_, call) =>
        all.map((x) => view(x, call * rows * x.columns, [rows, x.columns])),
      ),
      seen: new Float64Array(rows * calls * widths[0]),
      free,
    };
  };

  /** Room for so many calls and an empty record. */
  const remake = (rows: number, calls: number): Recording => {
    recording?.free();
    recording = undefined;
    known = undefined;
    return (recording = make(rows, calls));
  };

  const fits = (rows: number, calls: number): boolean => 4 * Math.max(rows, 1) * calls * total <= room;

  /**
   * A recording at these parameters with room for another call; it forgets the others when its own
   * room is used up.
   */
  const open = (parameters: Vector, rows: number): Recording => {
    let open = recording?.rows === rows ? recording : remake(rows, 1);
    if (known === parameters && count === open.calls.length && fits(rows, 2 * count))
      open = remake(rows, 2 * count);
    if (known !== parameters) write(parameters, open.theta);
    if (known !== parameters || count === open.calls.length) count = 0;
    known = parameters;
    return open;
  };

  return {
    outputs: (parameters, observations) => {
      const { rows, data } = observations;
      if (!fits(rows, 1)) return outputsOf(model, parameters, observations);
      checkObservations(model, observations);
      if (known !== parameters) checkParameters(model, parameters);
      const { layers, calls, seen } = open(parameters, rows);
      const x = calls[count];
      write(data, x[0]);
      forward(layers, x);
      seen.set(data, count * rows * widths[0]);
      count += 1;
      return read(x[last]);
    },

    recall: (parameters, observations, x) => {
      if (recording === undefined || known !== parameters) return false;
      const { rows, all } = recording;
      const calls = observations.rows / rows;
      const first = count - calls;
      if (!(first >= 0) || !Number.isInteger(calls) || !sameRows(recording, first, observations, calls))
        return false;
      all.forEach((from, l) => {
        const { columns } = from;
        regroupRows(view(from, first * rows * columns, [calls * rows, columns]), rows, x[l]);
      });
      return true;
    },
  };
};
