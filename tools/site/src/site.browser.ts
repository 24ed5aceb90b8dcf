import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { base, launch, newPage, pages, type Watched } from './browser';

const axe = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');
const pictures = join(__dirname, '..', 'dist', 'screenshots');

const sizes = [
  ['desktop', 1280, 800],
  ['phone', 390, 844],
] as const;
const schemes = ['light', 'dark'] as const;

/** One page of each kind: colours and layout come from the theme, so that these show them all. */
const kinds = [
  'index.html',
  'overview.html',
  'docs/pick-a-package.html',
  'docs/estimators.html',
  'docs/results/step-size.html',
  'docs/theory/meta-gradient.html',
  'packages/index.html',
  'packages/policies/index.html',
  'api/vector.html',
  'playground.html',
  'train.html',
];

/** What axe finds wrong, and where. */
const barriers = async (page: Page, options: RunOptions): Promise<readonly string[]> => {
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(options)})`);
  return violations.flatMap(({ id, nodes }) =>
    nodes
      .slice(0, 3)
      .map(({ target, failureSummary }) => `${id}: ${String(target)}: ${failureSummary ?? ''}`),
  );
};

/** Contrast is looked at on the pages of `kinds`, in both schemes: it takes most of the time. */
const structure: RunOptions = {
  resultTypes: ['violations'],
  rules: { 'color-contrast': { enabled: false } },
};

const open = async (page: Page, path: string): Promise<void> => {
  await page.goto(base + path);
  // Scripts have taken the page over.
  await page.waitForFunction(`document.querySelector('#app')?.__vue_app__ !== undefined`);
};

const shot = (page: Page, path: string, name: string) =>
  page.screenshot({
    path: join(pictures, `${path.replaceAll('/', '-').replace(/\.html$/, '')}-${name}.png`),
  });

/** How far a page can be scrolled sideways, in pixels. */
const sideways = (page: Page) =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
  mkdirSync(pictures, { recursive: true });
});
afterAll(() => browser.close());

describe('a page', () => {
  let wide: Watched;
  let narrow: Watched;
  beforeAll(async () => {
    wide = await newPage(browser, 1280, 800);
    narrow = await newPage(browser, 390, 844);
  });

  it.each(pages())('%s opens without errors, requests elsewhere or barriers', async (path) => {
    await Promise.all([wide, narrow].map(({ page }) => open(page, path)));
    expect([await sideways(wide.page), await sideways(narrow.page)]).toEqual([0, 0]);
    // The reference is written by one program: the page among `kinds` stands for the others.
    if (!path.startsWith('api/')) {
      await wide.page.evaluate(axe);
      expect(await barriers(wide.page, structure)).toEqual([]);
    }
    expect([...wide.wrong.splice(0), ...narrow.wrong.splice(0)]).toEqual([]);
  });
});

describe.each(sizes)('on a %s', (size, width, height) => {
  it.each(kinds)('%s has no barriers in light and dark', async (path) => {
    const { page } = await newPage(browser, width, height);
    await open(page, path);
    await page.evaluate(axe);
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      await shot(page, path, `${size}-${colorScheme}`);
      const found = await barriers(page, { resultTypes: ['violations'] });
      expect({ colorScheme, found }).toEqual({ colorScheme, found: [] });
    }
    await page.context().close();
  });
});
