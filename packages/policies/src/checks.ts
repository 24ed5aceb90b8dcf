import type { Matrix, Vector } from '@sgmrl/vector';
import type * as t from 'io-ts';
import type { StateActions } from './policy';

/** (2 − 2⁻²⁴)·2¹²⁷: from here on a number is infinite in float32. */
const beyond = 3.4028235677973366e38;

/**
 * Throws a RangeError unless a size is a whole number from 1 on; `what` names it in the message.
 */
export const checkSize = (what: string, size: number): void => {
  if (!(Number.isSafeInteger(size) && size >= 1))
    throw new RangeError(`${what}: expected a whole number from 1 on, found ${String(size)}`);
};

/** Throws a RangeError unless a number is one that a codec takes, by whose name the message goes. */
export const checkBounded = (what: string, codec: t.Type<number>, x: number): void => {
  if (!codec.is(x)) throw new RangeError(`${what}: expected a ${codec.name}, found ${String(x)}`);
};

/** Throws a RangeError unless a vector has so many numbers; `what` names it in the message. */
export const checkLength = (what: string, { length }: Vector, expected: number): void => {
  if (length !== expected)
    throw new RangeError(`${what}: expected ${String(expected)} numbers, found ${String(length)}`);
};

/** Throws a RangeError unless a matrix has rows of so many numbers. */
export const checkRows = (what: string, { rows, columns, data }: Matrix, expected: number): void => {
  if (Number.isInteger(rows) && rows >= 0 && columns === expected && data.length === rows * columns) return;
  throw new RangeError(
    `${what}: expected rows of ${String(expected)} numbers, ` +
      `found ${String(rows)} × ${String(columns)} with ${String(data.length)} numbers`,
  );
};

/**
 * Throws a RangeError unless there is an action of so many numbers for each row of observations.
 */
export const checkActionRows = ({ observations: { rows }, actions }: StateActions, size: number): void => {
  if (actions.rows === rows && actions.columns === size && actions.data.length === rows * size) return;
  throw new RangeError(
    `actions: expected ${String(rows)} × ${String(size)} numbers, one row for each observation, ` +
      `found ${String(actions.rows)} × ${String(actions.columns)} with ${String(actions.data.length)} numbers`,
  );
};

/** Throws a RangeError unless all are whole numbers from 0 to count − 1. */
export const checkIndices = (what: string, indices: Vector, count: number): void => {
  for (let k = 0; k < indices.length; k += 1) {
    const index = indices[k];
    if (!(index >= 0 && index < count && Math.floor(index) === index))
      throw new RangeError(
        `${what}: expected an integer from 0 to ${String(count - 1)}, found ${String(index)} in row ${String(k)}`,
      );
  }
};

/** Throws a RangeError unless all are finite numbers in float32. */
export const checkFinite = (what: string, { columns, data }: Matrix): void => {
  for (let i = 0; i < data.length; i += 1)
    if (!(Math.abs(data[i]) < beyond))
      throw new RangeError(
        `${what}: expected numbers that are finite in float32 (below 3.4e38), ` +
          `found ${String(data[i])} in row ${String(Math.floor(i / columns))}`,
      );
};

/**
 * Throws a RangeError where a finite number is infinite in float32. Numbers that are not finite
 * pass: what follows from them is not finite either, and says so by itself.
 */
export const checkRepresentable = (what: string, x: Vector): void => {
  for (let i = 0; i < x.length; i += 1)
    if (Math.abs(x[i]) >= beyond && Number.isFinite(x[i]))
      throw new RangeError(
        `${what}: expected numbers that are not infinite in float32 (below 3.4e38), ` +
          `found ${String(x[i])} at index ${String(i)}`,
      );
};
