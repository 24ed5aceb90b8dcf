import type { Browser, Page } from 'playwright-core';
import { base, launch, newPage, type Watched } from './browser';

let browser: Browser;
let watched: Watched;
beforeAll(async () => {
  browser = await launch();
  watched = await newPage(browser, 1280, 800);
  await watched.page.goto(base);
  await watched.page.getByRole('button', { name: 'Search' }).click();
});
afterAll(() => browser.close());

/** Where the first places lead that the site has for some words. */
const found = async (page: Page, words: string): Promise<readonly string[]> => {
  const field = page.getByRole('searchbox');
  await field.fill('');
  await page.waitForFunction(`document.querySelector('a.result') === null`);
  await field.fill(words);
  await page.waitForSelector('a.result');
  const links = await page.evaluate<readonly string[]>(
    `[...document.querySelectorAll('a.result')].map(({ href }) => href)`,
  );
  return links.slice(0, 5).map((link) => link.slice(base.length));
};

it.each(['coupled', 'bias', 'environment', 'optimizer', 'step size', 'resume', 'policy', 'variance'])(
  'has documents before the reference: %s',
  async (words) => {
    const [first] = await found(watched.page, words);
    expect(first).toMatch(/^(docs|packages)\/(?!decisions)/);
    expect(watched.wrong).toEqual([]);
  },
);

it('has the scenes of the playground by that name', async () => {
  const first = (await found(watched.page, 'playground')).slice(0, 3);
  expect(first.map((place) => place.replace(/#.*/, '')).sort()).toEqual([
    'playground.html',
    'robots.html',
    'train.html',
  ]);
});

it.each([
  ['goal', /^train\.html/],
  ['install', /^(index\.html)?#install$/],
])('has what a reader wants to do: %s', async (words, place) => {
  expect((await found(watched.page, words))[0]).toMatch(place);
});

it.each([
  ['adam', 'api/optimizers.html#adam'],
  ['metaGradient', 'api/estimators.html#metagradient-1'],
])('has what is called so before its fields and parameters: %s', async (name, place) => {
  expect((await found(watched.page, name))[0]).toBe(place);
});
