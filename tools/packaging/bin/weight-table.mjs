const [begin, end] = ['<!-- weights -->', '<!-- end of weights -->'];
const head = [
  '| package | function | minified | gzipped | later | budget |',
  '| ------- | -------- | -------: | ------: | ----: | -----: |',
];

const kilobytes = (bytes) => (bytes / 1000).toFixed(1);

const cellsOf = ({ name, from, minified, gzipped, later, most }) => [
  `\`${from}\``,
  `\`${name}\``,
  kilobytes(minified),
  kilobytes(gzipped),
  later === 0 ? '' : kilobytes(later),
  String(most),
];

/** A document with the table of what was weighed between its two marks. */
export const withTable = (text, weighed) => {
  const rows = weighed.map((row) => `| ${cellsOf(row).join(' | ')} |`);
  const [before, rest] = text.split(begin);
  return `${before}${begin}\n\n${[...head, ...rows].join('\n')}\n\n${end}${rest.split(end)[1]}`;
};

/** Compilers and zlib differ by some bytes; the table is true within a hundredth. */
const isNear = (told, found) =>
  told === found || Math.abs(Number(told) - Number(found)) <= Math.max(0.2, 0.01 * Number(found));

/** Whether the table of a document says what was weighed. */
export const saysSo = (text, weighed) => {
  const told = text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return (
    told.length === weighed.length &&
    weighed.every((row, i) => cellsOf(row).every((cell, j) => isNear(told[i][j], cell)))
  );
};
