import type { Vector } from '@sgmrl/vector';
import type { StateActions } from './policy';

/** Throws a RangeError unless there is an action of so many numbers for each row of observations. */
export const checkActionRows = ({ observations: { rows }, actions }: StateActions, size: number): void => {
  if (actions.rows === rows && actions.columns === size && actions.data.length === rows * size) return;
  throw new RangeError(
    `actions: expected ${String(rows)} × ${String(size)} numbers, one row for each observation, ` +
      `found ${String(actions.rows)} × ${String(actions.columns)} with ${String(actions.data.length)} numbers`,
  );
};

/** Throws a RangeError unless all are indices of so many actions. */
export const checkActionIndices = (indices: Vector, count: number): void => {
  for (let k = 0; k < indices.length; k += 1) {
    const a = indices[k];
    if (!(Number.isInteger(a) && a >= 0 && a < count))
      throw new RangeError(
        `actions: expected an integer from 0 to ${String(count - 1)}, found ${String(a)} in row ${String(k)}`,
      );
  }
};
