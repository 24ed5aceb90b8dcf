import type { Matrix } from '@sgmrl/vector';
import { isFloat32 } from './check-observation';
import { checkCount } from './check-count';
import type { TrajectoryBatch } from './trajectory-batch';

const refuse = (what: string, expected: string, found: string): never => {
  throw new RangeError(`batch: ${what}: expected ${expected}, found ${found}`);
};

const checkSize = (what: string, expected: number, found: number): void => {
  if (expected !== found) refuse(what, `${String(expected)} numbers`, String(found));
};

const checkMatrix = (what: string, { rows, columns, data }: Matrix, expected: number): void => {
  if (rows !== expected) refuse(what, `${String(expected)} rows`, String(rows));
  if (!Number.isSafeInteger(columns) || columns < 1)
    refuse(what, 'a positive number of columns', String(columns));
  checkSize(what, rows * columns, data.length);
};

/** The three kinds of numbers that a row has, and what fits while the trajectory runs. */
const columnsOf = ({ rewards, observations, actions }: TrajectoryBatch) =>
  [
    { what: 'the reward', columns: 1, data: rewards, fits: Number.isFinite, expected: 'a finite number' },
    {
      what: 'an observation',
      ...observations,
      fits: isFloat32,
      expected: 'numbers that are finite in float32',
    },
    { what: 'an action', ...actions, fits: Number.isFinite, expected: 'finite numbers' },
  ] as const;

/** Every step that ran is finite, what follows is zero. */
const checkRows = (batch: TrajectoryBatch): void => {
  const { steps, lengths, mask } = batch;
  const refuseAt = (row: number, what: string, expected: string, found: number) =>
    refuse(
      `${what} of trajectory ${String(Math.floor(row / steps))}, step ${String(row % steps)}`,
      expected,
      String(found),
    );
  const running = (row: number): boolean => row % steps < lengths[Math.floor(row / steps)];
  for (let row = 0; row < mask.length; row++)
    if (mask[row] !== (running(row) ? 1 : 0))
      refuseAt(row, 'the mask', running(row) ? '1, by its length' : '0, by its length', mask[row]);
  for (const { what, columns, data, fits, expected } of columnsOf(batch))
    for (let row = 0; row < mask.length; row++)
      for (let i = row * columns; i < (row + 1) * columns; i++)
        if (mask[row] === 1) {
          if (!fits(data[i])) refuseAt(row, what, expected, data[i]);
        } else if (data[i] !== 0) refuseAt(row, what, 'zero after its end', data[i]);
};

/**
 * Throws a RangeError, which says what was expected and what was found, unless a batch is what {@link TrajectoryBatch} says: its sizes fit together, every
 * trajectory has from one to H steps, `mask` says the same as `lengths`, all numbers are finite (observations in float32), and rows after an end are
 * zero. `collect` makes such batches; the estimators ask it of every batch, as those made by hand may differ.
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
 *   new RangeError('batch: the mask of trajectory 1, step 1: expected 1, by its length, found 0'));
 * ```
 */
export const checkBatch = (batch: TrajectoryBatch): void => {
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
  checkRows(batch);
};
