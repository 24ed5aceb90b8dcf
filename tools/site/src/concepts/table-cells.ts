/** The cells of the first table of a page that has such a first cell. */
export const tableCells = (page: string, first: string): readonly (readonly string[])[] => {
  const lines = page.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${first} `));
  if (start < 0) throw new RangeError(`expected a table that begins with ${first}, found none`);
  const length = lines.slice(start).findIndex((line) => !line.startsWith('|'));
  return lines
    .slice(start, length < 0 ? undefined : start + length)
    .filter((line) => !/^[|: -]+$/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
};

/** The number that a cell of the head ends in, as in `N = 4`. */
export const numberAfterEquals = (cell: string): number => Number(cell.split('=')[1]);
