import { checkCount, checkSameDimension } from './check';
import type { Vector } from './vector';

/** A row-major matrix: entry (i, j) is `data[i * columns + j]`. */
export interface Matrix {
  /** How many rows: a whole number from 0 on. */
  readonly rows: number;
  /** How many numbers a row has. */
  readonly columns: number;
  /** rows × columns numbers. */
  readonly data: Vector;
}

/**
 * The rows × columns matrix over row-major `data`. The data are taken as they are, not copied.
 *
 * @throws RangeError unless `rows` and `columns` are integers ≥ 0 and `data` has rows × columns
 *   numbers.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { matrix } from '@sgmrl/vector';
 * deepStrictEqual(matrix(1, 2, [3, 4]), { rows: 1, columns: 2, data: [3, 4] });
 * ```
 */
export const matrix = (rows: number, columns: number, data: Vector): Matrix => {
  checkCount('matrix', rows);
  checkCount('matrix', columns);
  if (data.length !== rows * columns) {
    throw new RangeError(
      `matrix: expected ${String(rows)} × ${String(columns)} = ${String(rows * columns)} numbers, ` +
        `found ${String(data.length)}`,
    );
  }
  return { rows, columns, data };
};

/**
 * Row i as a fresh vector of `columns` numbers.
 *
 * @throws RangeError unless `i` is an integer in [0, rows).
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { matrix, row } from '@sgmrl/vector';
 * deepStrictEqual([...row(matrix(2, 2, [1, 2, 3, 4]), 1)], [3, 4]);
 * ```
 */
export const row = (m: Matrix, i: number): Float64Array => {
  if (!(Number.isInteger(i) && i >= 0 && i < m.rows)) {
    throw new RangeError(`row: expected an index of ${String(m.rows)} rows, found ${String(i)}`);
  }
  const result = new Float64Array(m.columns);
  for (let j = 0; j < m.columns; j++) result[j] = m.data[i * m.columns + j];
  return result;
};

/**
 * The matrix with the given rows; no rows give the 0 × 0 matrix.
 *
 * @throws RangeError if the rows differ in length.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { matrixFromRows } from '@sgmrl/vector';
 * const m = matrixFromRows([[1, 2], [3, 4], [5, 6]]);
 * deepStrictEqual([m.rows, m.columns, ...Array.from(m.data)], [3, 2, 1, 2, 3, 4, 5, 6]);
 * ```
 */
export const matrixFromRows = (rows: readonly Vector[]): Matrix => {
  const columns = rows.length === 0 ? 0 : rows[0].length;
  const data = new Float64Array(rows.length * columns);
  rows.forEach((entries, i) => {
    checkSameDimension('matrixFromRows', rows[0], entries);
    data.set(entries, i * columns);
  });
  return { rows: rows.length, columns, data };
};
