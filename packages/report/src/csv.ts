/** A cell of a table for programs. */
export type Cell = string | number | null;

const quoted = /[",\r\n]/;

const cellText = (cell: Cell): string => {
  const text = cell === null ? '' : String(cell);
  return quoted.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/**
 * Rows as comma-separated values (RFC 4180, with \n at the end of lines). A cell that holds a
 * comma, a quote or a line end is quoted; null is an empty cell.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { csv } from '@sgmrl/report';
 * strictEqual(csv([['name', 'x'], ['a "b", c', 0.1], ['d', null]]), 'name,x\n"a ""b"", c",0.1\nd,\n');
 * ```
 */
export const csv = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((row) => `${row.map(cellText).join(',')}\n`).join('');
