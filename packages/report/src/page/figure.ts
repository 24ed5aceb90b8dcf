import type { Cell } from '../csv';
import type { Drawn } from '../drawn';
import { number } from '../format';
import { html, type Html } from '../html';
import { table } from './table';

/** Where the files of figures are, beside the page. */
export const figureFolder = 'figures';

const cell = (value: Cell): string => (typeof value === 'string' ? value : number(value));

const valueTable = ({ id, title, values: [head, ...rows] }: Drawn): Html =>
  table(
    `${id}-values`,
    title,
    head.map((heading, i) => ({
      heading: String(heading),
      ...(rows.some((row) => typeof row[i] === 'number') ? { numeric: true as const } : {}),
    })),
    rows.map((row) => row.map(cell)),
  );

/** A figure with its words, its files and some of its numbers. */
export const figureOf = (drawn: Drawn): Html =>
  html`<figure id="${drawn.id}">
    ${drawn.content}
    <figcaption>
      ${drawn.description} Files beside this page:
      <a href="${figureFolder}/${drawn.id}.svg">${drawn.id}.svg</a>,
      <a href="${figureFolder}/${drawn.id}.csv">${drawn.id}.csv</a>.
    </figcaption>
    <details>
      <summary>Some of the numbers</summary>
      ${valueTable(drawn)}
    </details>
  </figure>`;

/** Figures side by side where there is room. */
export const figuresOf = (drawn: readonly Drawn[]): Html =>
  html`<div class="figures">${drawn.map(figureOf)}</div>`;
