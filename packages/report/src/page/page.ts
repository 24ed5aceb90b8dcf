import { createHash } from 'node:crypto';
import { groupName, type Comparison } from '@sgmrl/experiments';
import type { Drawn } from '../drawn';
import { html, trusted, type Html } from '../html';
import { playerScript } from '../player';
import { figuresOf } from './figure';
import { followScript } from './follow';
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

/** The runs of one environment. */
export interface PagePart {
  /** Of the environment. */
  readonly name: string;
  /** Begins the ids of its elements; empty on a page of one part. */
  readonly prefix: string;
  readonly comparison: Comparison;
  readonly outcomes: Html;
  readonly sections: readonly FigureSection[];
}

/** What a page is made of. */
export interface PageContent {
  readonly parts: readonly PagePart[];
  /** Names of the programs that make the page, and their versions. */
  readonly versions: readonly (readonly [program: string, version: string])[];
  /** Whether it stands still, or follows the runs by what its server tells. */
  readonly kind: 'still' | 'following';
  /** What stands in place of parts where there are none. */
  readonly notice?: string | undefined;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');

/**
 * The browser itself holds the page to this: no request, and no program but those in it; one that
 * follows asks where it came from.
 */
const policyOf = (scripts: readonly string[], follows: boolean): string =>
  [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    `script-src ${scripts.map((script) => `'sha256-${sha256(script)}'`).join(' ')}`,
    ...(follows ? ["connect-src 'self'"] : []),
  ].join('; ');

const figureSection = ({ id, heading, about, figures }: FigureSection): Html =>
  html`<section id="${id}">
    <h2>${heading}</h2>
    <p>${about}</p>
    ${figuresOf(figures)}
  </section>`;

const longestTitle = 100;

const title = ({ name, comparison: { groups } }: PagePart): string => {
  const names = [...new Set(groups.map(groupName))].join(', ');
  return names.length <= longestTitle
    ? `${name}: ${names}`
    : `${name}: ${String(groups.length)} groups of runs`;
};

const header = (part: PagePart, sections: readonly FigureSection[]): Html => {
  const number = part.comparison.groups.flatMap((group) => group.runs).length;
  const id = (name: string): string => `${part.prefix}${name}`;
  return html`<header>
    <h1 id="${id('top')}">${title(part)}</h1>
    <p class="muted">
      ${number} run${number === 1 ? '' : 's'} of debiased meta-reinforcement learning (SG-MRL).
    </p>
    <nav aria-label="Contents of ${part.name}">
      <ul>
        ${[
          { id: id('outcomes'), heading: 'Outcomes' },
          ...sections,
          { id: id('settings'), heading: 'Settings' },
          { id: id('runs'), heading: 'Runs' },
        ].map((section) => html`<li><a href="#${section.id}">${section.heading}</a></li>`)}
      </ul>
    </nav>
  </header>`;
};

const article = (part: PagePart): Html => {
  const { comparison, prefix, outcomes } = part;
  const shown = part.sections.filter(({ figures }) => figures.length > 0);
  return html`<article>
    ${header(part, shown)} ${outcomes} ${shown.map(figureSection)} ${settings(comparison, prefix)}
    ${runs(comparison, prefix)}
  </article>`;
};

/** Where there are several environments, one below the other. */
const environments = (parts: readonly PagePart[]): Html | undefined =>
  parts.length < 2
    ? undefined
    : html`<nav aria-label="Environments">
        <p>The runs are of ${parts.length} environments, whose returns cannot be compared:</p>
        <ul>
          ${parts.map(({ name, prefix }) => html`<li><a href="#${prefix}top">${name}</a></li>`)}
        </ul>
      </nav>`;

/** The whole page: one file, which asks for nothing else. */
export const page = ({ parts, versions, kind, notice }: PageContent): string => {
  const follows = kind === 'following';
  const scripts = [playerScript, ...(follows ? [followScript] : [])];
  return `<!doctype html>\n${
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policyOf(scripts, follows)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${[...parts.map(({ name }) => name), 'SG-MRL report'].join(': ')}</title>
        ${trusted(`<style>${style}</style>`)}
      </head>
      <body>
        ${follows ? html`<p class="muted" role="status" data-follow></p>` : undefined}
        <main>
          ${notice === undefined ? undefined : html`<p class="note">${notice}</p>`} ${environments(parts)}
          ${parts.map(article)}
        </main>
        <footer class="muted">
          <p>
            Page made by
            ${versions.map(([program, version], i) => `${i === 0 ? '' : ', '}${program} ${version}`)}.
          </p>
        </footer>
        ${scripts.map((script) => trusted(`<script>${script}</script>`))}
      </body>
    </html>`.markup
  }\n`;
};
