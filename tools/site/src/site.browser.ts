import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { base, inTabs, launch, newPage, pages } from './browser';

const axe = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');
const pictures = join(__dirname, '..', 'dist', 'screenshots');

const sizes = [
  ['desktop', 1280, 800],
  ['phone', 390, 844],
] as const;
const schemes = ['light', 'dark'] as const;

/** One page of a kind, by what is done there before one looks, and by its name. */
interface Kind {
  readonly name: string;
  readonly path: string;
  readonly before: (page: Page) => Promise<unknown>;
}

const asItIs = (path: string): Kind => ({
  name: path.replaceAll('/', '-').replace(/\.html$/, ''),
  path,
  before: () => Promise.resolve(),
});

/** Colours and layout come from the theme, so that these show them all. */
const kinds: readonly Kind[] = [
  asItIs('index.html'),
  asItIs('overview.html'),
  asItIs('docs/pick-a-package.html'),
  asItIs('docs/architecture.html'),
  asItIs('docs/estimators.html'),
  asItIs('docs/results/step-size.html'),
  asItIs('docs/theory/meta-gradient.html'),
  asItIs('packages/policies/index.html'),
  asItIs('api/vector.html'),
  asItIs('playground.html'),
  asItIs('train.html'),
  asItIs('robots.html'),
  {
    name: 'train-trained',
    path: 'train.html',
    before: async (page) => {
      await page.getByRole('button', { name: 'Step' }).click();
      await page.waitForSelector('[data-of=iteration][data-value="1"]');
    },
  },
  {
    name: 'train-robot',
    path: 'train.html?scene=half-cheetah',
    before: async (page) => {
      await page.getByRole('button', { name: 'Load the robot' }).click();
      await page.waitForSelector('[data-of=lane-after]');
    },
  },
  {
    name: 'robots-loaded',
    path: 'robots.html',
    before: async (page) => {
      await page.getByRole('button', { name: 'Load the robot' }).click();
      await page.waitForSelector('[data-of=hash]');
    },
  },
];

/** What axe finds wrong, and where. */
const barriers = async (page: Page): Promise<readonly string[]> => {
  const { violations } = await page.evaluate<AxeResults>(`axe.run({ resultTypes: ['violations'] })`);
  return violations.flatMap(({ id, nodes }) =>
    nodes
      .slice(0, 3)
      .map(({ target, failureSummary }) => `${id}: ${String(target)}: ${failureSummary ?? ''}`),
  );
};

/** Fields and buttons of a scene that look the same with the focus of the keyboard as without. */
const unmarked = async (page: Page): Promise<readonly string[]> => {
  await page.keyboard.press('Tab');
  return page.evaluate(`
    [...document.querySelectorAll('.scene :is(input, select, textarea, button):enabled')].filter((field) => {
      field.focus();
      return getComputedStyle(field).outlineStyle === 'none';
    }).map((field) => \`\${field.name || field.textContent}: no mark of the focus\`)
  `);
};

const open = async (page: Page, path: string): Promise<void> => {
  await page.goto(base + path);
  // Scripts have taken the page over.
  await page.waitForFunction(`document.querySelector('#app')?.__vue_app__ !== undefined`);
};

/** How far a page can be scrolled sideways, in pixels. */
const sideways = (page: Page) =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

let browser: Browser;
beforeAll(async () => {
  // Robots are drawn without a graphics card.
  browser = await launch('--use-angle=swiftshader', '--enable-unsafe-swiftshader');
  mkdirSync(pictures, { recursive: true });
});
afterAll(() => browser.close());

describe('a page', () => {
  let found: ReadonlyMap<string, Promise<unknown>>;
  beforeAll(async () => {
    const tabs = [await newPage(browser, 390, 844), await newPage(browser, 390, 844)];
    found = inTabs(tabs, pages(), async ({ page, wrong }, path) => {
      await open(page, path);
      return { sideways: await sideways(page), wrong: wrong.splice(0) };
    });
  });

  it.each(pages())('%s opens without errors or requests elsewhere, and fits a phone', async (path) => {
    expect(await found.get(path)).toEqual({ sideways: 0, wrong: [] });
  });
});

it.each([768, 800, 959, 960])('the bar fits in a window of %d pixels', async (width) => {
  const { page } = await newPage(browser, width, 900);
  await open(page, 'index.html');
  expect(await sideways(page)).toBe(0);
  await page.close();
});

describe('a page of its kind', () => {
  let tabs: readonly (readonly [size: string, page: Page])[];
  beforeAll(async () => {
    tabs = await Promise.all(
      sizes.map(async ([size, width, height]) => {
        const { page } = await newPage(browser, width, height);
        return [size, page] as const;
      }),
    );
  });

  it.each(kinds)(
    '$name has no barriers in light and dark, wide and narrow',
    async ({ name, path, before }) => {
      const looks = tabs.map(async ([size, page]) => {
        await open(page, path);
        await before(page);
        await page.evaluate(axe);
        const found: string[] = [];
        for (const colorScheme of schemes) {
          await page.emulateMedia({ colorScheme });
          await page.screenshot({ path: join(pictures, `${name}-${size}-${colorScheme}.png`) });
          found.push(...(await barriers(page)).map((barrier) => `${size}, ${colorScheme}: ${barrier}`));
        }
        found.push(...(await unmarked(page)));
        return [...found, ...((await sideways(page)) === 0 ? [] : [`${size}: scrolls sideways`])];
      });
      expect((await Promise.all(looks)).flat()).toEqual([]);
    },
  );
});
