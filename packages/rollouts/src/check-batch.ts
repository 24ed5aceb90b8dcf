import { checkFields } from '@sgmrl/codecs';
import type { Matrix, Vector } from '@sgmrl/vector';
import { isFloat32 } from './check-observation';
import { checkCount } from './check-count';
import type { TrajectoryBatch } from './trajectory-batch';

const refuse = (what: string, expected: string, found: string): never => {
  throw new RangeError(`batch: ${what}: expected ${expected}, found ${found}`);
};

const checkSize = (what: string, expected: number, found: number): void => {
  if (expected !== found) refuse(what, `${String(expected)} numbers`, String(found));
};

const checkMatrix = (what: string, matrix: Matrix, expected: number): void => {
  checkFields(`batch: ${what}`, matrix, { data: 'a list' });
  const { rows, columns, data } = matrix;
  if (rows !== expected) refuse(what, `${String(expected)} rows`, String(rows));
  if (!Number.isSafeInteger(columns) || columns < 1)
    refuse(what, 'a positive number of columns', String(columns));
  checkSize(what, rows * columns, data.length);
};

/** The first index from `start` to before `end` at which a number does not fit; −1 if all do. */
const firstUnfit = (data: Vector, start: number, end: number, fits: (x: number) => boolean): number => {
  for (let i = start; i < end; i++) if (!fits(data[i])) return i;
  return -1;
};

const isZero = (x: number): boolean => x === 0;

/** Every step that ran holds numbers that fit, those that follow zero. */
const checkColumns = (
  { steps, lengths }: TrajectoryBatch,
  what: string,
  { columns, data }: Pick<Matrix, 'columns' | 'data'>,
  expected: string,
  fits: (x: number) => boolean,
): void => {
  lengths.forEach((length, n) => {
    const [start, end, padded] = [n * steps, n * steps + length, (n + 1) * steps].map((row) => row * columns);
    const unfit = firstUnfit(data, start, end, fits);
    const index = unfit >= 0 ? unfit : firstUnfit(data, end, padded, isZero);
    if (index < 0) return;
    const step = Math.floor(index / columns) - n * steps;
    refuse(
      `${what} of trajectory ${String(n)}, step ${String(step)}`,
      unfit >= 0 ? expected : `zero, as it ended after ${String(length)} steps`,
      String(data[index]),
    );
  });
};

/** Batches that were found to fit. They are immutable, and many operations ask of each. */
const fitting = new WeakSet<TrajectoryBatch>();

/**
 * Throws a RangeError, which says what was expected and what was found, unless a batch is what
 * {@link TrajectoryBatch} says: its sizes fit together, every trajectory has from one to H steps,
 * `mask` says the same as `lengths`, all numbers are finite (observations in float32), and rows
 * after an end are zero. `collect` makes such batches; the estimators ask it of every batch, as
 * those made by hand may differ.
 *
 * @example
 * ```ts
 * import { doesNotThrow, throws } from 'node:assert';
 * import { checkBatch } from '@sgmrl/rollouts';
 * const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
 * const batch = { trajectories: 2, steps: 2, observations: column([0, 1, 0, 0]), actions: column([1, 0, 1, 0]),
 *   rewards: [1, 2, 4, 0], mask: [1, 1, 1, 0], lengths: [2, 1] };
 * doesNotThrow(() => checkBatch(batch));
 * throws(() => checkBatch({ ...batch, lengths: [2, 2] }),
 *   { message: 'batch: the mask of trajectory 1, step 1: expected one, found 0' });
 * ```
 */
export const checkBatch = (batch: TrajectoryBatch): void => {
  if (fitting.has(batch)) return;
  checkFields('batch', batch, { lengths: 'a list', rewards: 'a list', mask: 'a list' });
  const { trajectories, steps, lengths } = batch;
  checkCount('batch: trajectories', trajectories);
  checkCount('batch: steps', steps);
  const rows = trajectories * steps;
  checkSize('lengths', trajectories, lengths.length);
  lengths.forEach((length, n) => {
    if (!Number.isSafeInteger(length) || length < 1 || length > steps)
      refuse(
        `the length of trajectory ${String(n)}`,
        `an integer from 1 to ${String(steps)}`,
        String(length),
      );
  });
  checkMatrix('observations', batch.observations, rows);
  checkMatrix('actions', batch.actions, rows);
  checkSize('rewards', rows, batch.rewards.length);
  checkSize('mask', rows, batch.mask.length);
  checkColumns(batch, 'the mask', { columns: 1, data: batch.mask }, 'one', (x) => x === 1);
  checkColumns(batch, 'the reward', { columns: 1, data: batch.rewards }, 'a finite number', Number.isFinite);
  checkColumns(batch, 'an observation', batch.observations, 'a number that is finite in float32', isFloat32);
  checkColumns(batch, 'an action', batch.actions, 'a finite number', Number.isFinite);
  fitting.add(batch);
};

/** Throws a RangeError unless there is one number for each row of a batch. */
export const checkPerRow = (what: string, { mask }: TrajectoryBatch, x: Vector): void => {
  if (x.length !== mask.length)
    throw new RangeError(
      `${what}: expected ${String(mask.length)} numbers, one a row of the batch, found ${String(x.length)}`,
    );
};
