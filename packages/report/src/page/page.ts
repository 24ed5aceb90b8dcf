import { createHash } from 'node:crypto';
import type { Comparison } from '@sgmrl/experiments';
import type { Drawn } from '../drawn';
import { html, trusted, type Html } from '../html';
import { playerScript } from '../player';
import { figuresOf } from './figure';
import { runs } from './runs';
import { settings } from './settings';
import { style } from './style';

/** Figures that a page shows under a heading. */
export interface FigureSection {
  readonly id: string;
  readonly heading: string;
  readonly about: string;
  readonly figures: readonly Drawn[];
}

/** What a page is made of. */
export interface PageContent {
  readonly comparison: Comparison;
  readonly outcomes: Html;
  readonly sections: readonly FigureSection[];
  /** Names of the programs that make the page, and their versions. */
  readonly versions: readonly (readonly [program: string, version: string])[];
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');

/** The browser itself holds the page to this: no request, and no program but the one that moves figures. */
const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${sha256(playerScript)}'`;

const figureSection = ({ id, heading, about, figures }: FigureSection): Html =>
  html`<section id="${id}">
    <h2>${heading}</h2>
    <p>${about}</p>
    ${figuresOf(figures)}
  </section>`;

const environmentOf = ({ config: { environment } }: Comparison): string =>
  environment.kind === 'task-aware' ? environment.environment.kind : environment.kind;

const header = (comparison: Comparison, sections: readonly FigureSection[]): Html => {
  const number = comparison.groups.flatMap((group) => group.runs).length;
  const algorithms = [...new Set(comparison.groups.map(({ algorithm }) => algorithm))];
  return html`<header>
    <h1>${environmentOf(comparison)}: ${algorithms.join(', ')}</h1>
    <p class="muted">
      ${number} run${number === 1 ? '' : 's'} of debiased meta-reinforcement learning (SG-MRL).
    </p>
    <nav aria-label="Contents">
      <ul>
        ${[
          { id: 'outcomes', heading: 'Outcomes' },
          ...sections,
          { id: 'settings', heading: 'Settings' },
          { id: 'runs', heading: 'Runs' },
        ].map(({ id, heading }) => html`<li><a href="#${id}">${heading}</a></li>`)}
      </ul>
    </nav>
  </header>`;
};

/** The whole page: one file, which asks for nothing else. */
export const page = ({ comparison, outcomes, sections, versions }: PageContent): string => {
  const shown = sections.filter(({ figures }) => figures.length > 0);
  return `<!doctype html>\n${
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${environmentOf(comparison)}: SG-MRL report</title>
        ${trusted(`<style>${style}</style>`)}
      </head>
      <body>
        ${header(comparison, shown)}
        <main>${outcomes} ${shown.map(figureSection)} ${settings(comparison)} ${runs(comparison)}</main>
        <footer class="muted">
          <p>
            Page made by
            ${versions.map(([program, version], i) => `${i === 0 ? '' : ', '}${program} ${version}`)}.
          </p>
        </footer>
        ${trusted(`<script>${playerScript}</script>`)}
      </body>
    </html>`.markup
  }\n`;
};
