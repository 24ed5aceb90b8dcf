import { html, type Content, type Html } from '../html';

/** A column of a table: its heading, and whether it holds numbers. */
export interface Column {
  readonly heading: string;
  readonly numeric?: true;
}

/** A table under its caption. */
export interface Table {
  readonly id: string;
  readonly caption: Content;
  readonly columns: readonly Column[];
  /** The first cell of a row heads it. */
  readonly rows: readonly (readonly Content[])[];
}

const align = (numeric: true | undefined): string => (numeric === true ? 'number' : 'text');

/** Roles are said, since a style sheet that turns rows into blocks takes them away. */
const markup =
  (look: string) =>
  ({ id, caption, columns, rows }: Table): Html =>
    html`<p id="${id}" class="caption">${caption}</p>
      <div class="${look}" role="region" tabindex="0" aria-labelledby="${id}">
        <table role="table" aria-labelledby="${id}">
          <thead role="rowgroup">
            <tr role="row">
              ${columns.map(
                ({ heading, numeric }) =>
                  html`<th role="columnheader" scope="col" class="${align(numeric)}">${heading}</th>`,
              )}
            </tr>
          </thead>
          <tbody role="rowgroup">
            ${rows.map(
              (row) =>
                html`<tr role="row">
                  ${row.map((cell, i) =>
                    i === 0
                      ? html`<th role="rowheader" scope="row">${cell}</th>`
                      : html`<td
                          role="cell"
                          class="${align(columns[i].numeric)}"
                          data-heading="${columns[i].heading}"
                        >
                          <span>${cell}</span>
                        </td>`,
                  )}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;

/**
 * A table of few rows: on a phone each row is a block of its own, with a heading before every cell.
 */
export const table = markup('rows');

/** A table of many rows, which stays one; it scrolls by itself where it is too wide. */
export const longTable = markup('scroll');
