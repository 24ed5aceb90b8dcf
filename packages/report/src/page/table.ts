import { html, type Content, type Html } from '../html';

/** A column of a table: its heading, and whether it holds numbers. */
export interface Column {
  readonly heading: string;
  readonly numeric?: true;
}

const align = (numeric: true | undefined): string => (numeric === true ? 'number' : 'text');

/** A table under its caption; it scrolls by itself where it is too wide. The first cell of a row heads it. */
export const table = (
  id: string,
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Content[])[],
): Html =>
  html`<p id="${id}" class="caption">${caption}</p>
    <div class="scroll" role="region" tabindex="0" aria-labelledby="${id}">
      <table aria-labelledby="${id}">
        <thead>
          <tr>
            ${columns.map(
              ({ heading, numeric }) => html`<th scope="col" class="${align(numeric)}">${heading}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                ${row.map((cell, i) =>
                  i === 0
                    ? html`<th scope="row">${cell}</th>`
                    : html`<td class="${align(columns[i].numeric)}">${cell}</td>`,
                )}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
