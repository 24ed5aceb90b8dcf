import type { Matrix, Vector } from '@sgmrl/vector';
import { checkBatch } from './check-batch';
import { checkCount } from './check-count';
import type { TrajectoryBatch } from './trajectory-batch';

/** Throws a RangeError unless there is a trajectory n. */
export const checkIndex = (caller: string, { trajectories }: TrajectoryBatch, n: number): void => {
  if (!Number.isSafeInteger(n) || n < 0 || n >= trajectories)
    throw new RangeError(
      `${caller}: expected the index of one of ${String(trajectories)} trajectories, found ${String(n)}`,
    );
};

/** Copies blocks of `size` numbers, in the order of `indices`. */
const takeBlocks = (values: Vector, size: number, indices: readonly number[]): Float64Array => {
  const taken = new Float64Array(indices.length * size);
  indices.forEach((from, to) => {
    for (let i = 0; i < size; i++) taken[to * size + i] = values[from * size + i];
  });
  return taken;
};

const takeRows = (matrix: Matrix, steps: number, indices: readonly number[]): Matrix => ({
  rows: indices.length * steps,
  columns: matrix.columns,
  data: takeBlocks(matrix.data, steps * matrix.columns, indices),
});

/**
 * The batch of the trajectories at `indices`, in that order (repetitions allowed). Throws a
 * RangeError where there is none, and for no indices: a batch holds at least one trajectory.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { select } from '@sgmrl/rollouts';
 * const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
 * const batch = { trajectories: 2, steps: 2, observations: column([0, 1, 0, 0]), actions: column([1, 0, 1, 0]),
 *   rewards: [1, 2, 4, 0], mask: [1, 1, 1, 0], lengths: [2, 1] };
 * const swapped = select(batch, [1, 0]);
 * deepStrictEqual(Array.from(swapped.rewards), [4, 0, 1, 2]);
 * deepStrictEqual(swapped.lengths, [1, 2]);
 * ```
 */
export const select = (batch: TrajectoryBatch, indices: readonly number[]): TrajectoryBatch => {
  checkBatch(batch);
  checkCount('select: trajectories', indices.length);
  for (const n of indices) checkIndex('select', batch, n);
  return {
    trajectories: indices.length,
    steps: batch.steps,
    observations: takeRows(batch.observations, batch.steps, indices),
    actions: takeRows(batch.actions, batch.steps, indices),
    rewards: takeBlocks(batch.rewards, batch.steps, indices),
    mask: takeBlocks(batch.mask, batch.steps, indices),
    lengths: indices.map((n) => batch.lengths[n]),
  };
};

const joined = (vectors: readonly Vector[]): Float64Array => {
  const all = new Float64Array(vectors.reduce((total, { length }) => total + length, 0));
  let from = 0;
  for (const vector of vectors) {
    all.set(vector, from);
    from += vector.length;
  }
  return all;
};

/** The trajectories of batches of the same number of steps, one batch after the other. */
export const concatenate = (batches: readonly TrajectoryBatch[]): TrajectoryBatch => {
  const [{ steps }] = batches;
  const matrixOf = (matrices: readonly Matrix[]): Matrix => ({
    rows: matrices.reduce((rows, matrix) => rows + matrix.rows, 0),
    columns: matrices[0].columns,
    data: joined(matrices.map(({ data }) => data)),
  });
  return {
    trajectories: batches.reduce((total, { trajectories }) => total + trajectories, 0),
    steps,
    observations: matrixOf(batches.map(({ observations }) => observations)),
    actions: matrixOf(batches.map(({ actions }) => actions)),
    rewards: joined(batches.map(({ rewards }) => rewards)),
    mask: joined(batches.map(({ mask }) => mask)),
    lengths: batches.flatMap(({ lengths }) => lengths),
  };
};

/**
 * D∖τ_n: the batch without trajectory n. Throws a RangeError unless there are others.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { without } from '@sgmrl/rollouts';
 * const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
 * const batch = { trajectories: 2, steps: 2, observations: column([0, 1, 0, 0]), actions: column([1, 0, 1, 0]),
 *   rewards: [1, 2, 4, 0], mask: [1, 1, 1, 0], lengths: [2, 1] };
 * deepStrictEqual(Array.from(without(batch, 0).rewards), [4, 0]);
 * ```
 */
export const without = (batch: TrajectoryBatch, n: number): TrajectoryBatch => {
  checkBatch(batch);
  checkIndex('without', batch, n);
  checkCount('without: other trajectories', batch.trajectories - 1);
  return select(
    batch,
    batch.lengths.map((_, m) => m).filter((m) => m !== n),
  );
};
