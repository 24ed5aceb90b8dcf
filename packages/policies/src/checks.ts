import type { Interval } from '@sgmrl/codecs';
import type { Matrix, Vector } from '@sgmrl/vector';
import type { StateActions } from './policy';

/**
 * Throws a RangeError unless a size is a whole number from 1 on; `what` names it in the message.
 *
 * @example
 * ```ts
 * import { throws } from 'node:assert';
 * import { checkSize } from '@sgmrl/policies';
 * checkSize('states', 3);
 * throws(() => {
 *   checkSize('states', 0.5);
 * }, /states: expected a whole number from 1 on, found 0.5/);
 * ```
 */
export const checkSize = (what: string, size: number): void => {
  if (!(Number.isSafeInteger(size) && size >= 1))
    throw new RangeError(`${what}: expected a whole number from 1 on, found ${String(size)}`);
};

/**
 * Throws a RangeError unless a number is one that a codec takes, by whose name the message goes.
 *
 * @example
 * ```ts
 * import { throws } from 'node:assert';
 * import { interval } from '@sgmrl/codecs';
 * import { checkBounded } from '@sgmrl/policies';
 * checkBounded('probability', interval(0, 1), 0.5);
 * throws(() => {
 *   checkBounded('probability', interval(0, 1), 2);
 * }, /probability: expected a number from 0 to 1, found 2/);
 * ```
 */
export const checkBounded = (what: string, allowed: Interval, x: number): void => {
  if (!allowed.is(x)) throw new RangeError(`${what}: expected a ${allowed.name}, found ${String(x)}`);
};

/**
 * Throws a RangeError unless a vector has so many numbers; `what` names it in the message.
 *
 * @example
 * ```ts
 * import { throws } from 'node:assert';
 * import { checkLength } from '@sgmrl/policies';
 * checkLength('parameters', [1, 2], 2);
 * throws(() => {
 *   checkLength('parameters', [1], 2);
 * }, /parameters: expected 2 numbers, found 1/);
 * ```
 */
export const checkLength = (what: string, { length }: Vector, expected: number): void => {
  if (length !== expected)
    throw new RangeError(`${what}: expected ${String(expected)} numbers, found ${String(length)}`);
};

/**
 * Throws a RangeError unless a matrix has rows of so many numbers.
 *
 * @example
 * ```ts
 * import { throws } from 'node:assert';
 * import { checkRows } from '@sgmrl/policies';
 * const observations = { rows: 1, columns: 2, data: [3, 4] };
 * checkRows('observations', observations, 2);
 * throws(() => {
 *   checkRows('observations', observations, 1);
 * }, /observations: expected rows of 1 numbers, found 1 × 2 with 2 numbers/);
 * ```
 */
export const checkRows = (what: string, { rows, columns, data }: Matrix, expected: number): void => {
  if (Number.isInteger(rows) && rows >= 0 && columns === expected && data.length === rows * columns) return;
  throw new RangeError(
    `${what}: expected rows of ${String(expected)} numbers, ` +
      `found ${String(rows)} × ${String(columns)} with ${String(data.length)} numbers`,
  );
};

/**
 * Throws a RangeError unless there is an action of so many numbers for each row of observations.
 *
 * @example
 * ```ts
 * import { throws } from 'node:assert';
 * import { checkActionRows } from '@sgmrl/policies';
 * const column = (...data: number[]) => ({ rows: data.length, columns: 1, data });
 * checkActionRows({ observations: column(3, 4), actions: column(0, 1) }, 1);
 * throws(() => {
 *   checkActionRows({ observations: column(3, 4), actions: column(0) }, 1);
 * }, /actions: expected 2 × 1 numbers, one row for each observation, found 1 × 1/);
 * ```
 */
export const checkActionRows = ({ observations: { rows }, actions }: StateActions, size: number): void => {
  if (actions.rows === rows && actions.columns === size && actions.data.length === rows * size) return;
  throw new RangeError(
    `actions: expected ${String(rows)} × ${String(size)} numbers, one row for each observation, ` +
      `found ${String(actions.rows)} × ${String(actions.columns)} with ${String(actions.data.length)} numbers`,
  );
};

/**
 * Throws a RangeError unless all are whole numbers from 0 to count − 1.
 *
 * @example
 * ```ts
 * import { throws } from 'node:assert';
 * import { checkIndices } from '@sgmrl/policies';
 * checkIndices('actions', [0, 1], 2);
 * throws(() => {
 *   checkIndices('actions', [0, 2], 2);
 * }, /actions: expected an integer from 0 to 1, found 2 in row 1/);
 * ```
 */
export const checkIndices = (what: string, indices: Vector, count: number): void => {
  for (let k = 0; k < indices.length; k += 1) {
    const index = indices[k];
    if (!(index >= 0 && index < count && Math.floor(index) === index))
      throw new RangeError(
        `${what}: expected an integer from 0 to ${String(count - 1)}, found ${String(index)} in row ${String(k)}`,
      );
  }
};
