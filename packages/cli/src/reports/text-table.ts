type Rows = readonly (readonly string[])[];

const widthsOf = (rows: Rows): readonly number[] =>
  rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));

const between = 3;

/** Row by row, a line for each cell that holds something, with the heading of its column. */
const inRecords = ([heading, ...rows]: Rows): readonly string[] =>
  rows.flatMap((row, i) => [
    ...(i > 0 ? [''] : []),
    ...row.flatMap((cell, column) =>
      cell === '' ? [] : [heading[column] === '' ? cell : `${heading[column]}: ${cell}`],
    ),
  ]);

/**
 * Columns padded to their widest cell; where lines of so many characters hold no row, the cells
 * below each other.
 */
export const textTable = (rows: Rows, columns = Infinity): readonly string[] => {
  const widths = widthsOf(rows);
  if (widths.reduce((sum, width) => sum + width + between, -between) > columns) return inRecords(rows);
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join(' '.repeat(between))
      .trimEnd(),
  );
};

/**
 * A Markdown table as prettier would lay it out; for a terminal, see {@link textTable} on
 * `columns`.
 */
export const markdownTable = (rows: Rows, columns = Infinity): readonly string[] => {
  const widths = widthsOf(rows).map((width) => Math.max(3, width));
  if (widths.reduce((sum, width) => sum + width + between, 1) > columns) return inRecords(rows);
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [line(rows[0]), line(widths.map((width) => '-'.repeat(width))), ...rows.slice(1).map(line)];
};
