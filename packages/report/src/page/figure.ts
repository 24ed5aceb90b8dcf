import type { Cell } from '../csv';
import type { Drawn } from '../drawn';
import { evenDecimals, fixed } from '../format';
import { html, type Html } from '../html';
import { longTable } from './table';

/** Where the files of figures are, beside the page. */
export const figureFolder = 'figures';

const numberIn = (cell: Cell): number | null => (typeof cell === 'number' ? cell : null);

const valueTable = ({ id, title, values: [head, ...rows] }: Drawn): Html => {
  const columns = head.map((heading, i) => {
    const numbers = rows.map((row) => numberIn(row[i]));
    return {
      heading: String(heading),
      numeric: numbers.some((x) => x !== null),
      show: fixed(evenDecimals(numbers, 4)),
    };
  });
  return longTable({
    id: `${id}-values`,
    caption: title,
    columns: columns.map(({ heading, numeric }) => ({
      heading,
      ...(numeric ? { numeric: true as const } : {}),
    })),
    rows: rows.map((row) => row.map((cell, i) => (typeof cell === 'string' ? cell : columns[i].show(cell)))),
  });
};

const filesOf = ({ gif }: Drawn): readonly string[] => ['svg', 'csv', ...(gif === undefined ? [] : ['gif'])];

/** A figure with its words, its files and some of its numbers. */
export const figureOf = (drawn: Drawn): Html =>
  html`<figure id="${drawn.id}">
    ${drawn.content}
    <figcaption>
      ${drawn.description} Files beside this page:
      ${filesOf(drawn).map(
        (ending, i) =>
          html`${i === 0 ? '' : ', '}<a href="${figureFolder}/${drawn.id}.${ending}"
              >${drawn.id}.${ending}</a
            >`,
      )}.
    </figcaption>
    <details>
      <summary>Some of the numbers</summary>
      ${valueTable(drawn)}
    </details>
  </figure>`;

/** Figures side by side where there is room. */
export const figuresOf = (drawn: readonly Drawn[]): Html =>
  html`<div class="figures">${drawn.map(figureOf)}</div>`;
