import type { Browser } from 'playwright-core';
import { base, launch, newPage, type Watched } from './browser';

let browser: Browser;
let watched: Watched;
beforeAll(async () => {
  browser = await launch();
  watched = await newPage(browser, 390, 844);
});
afterAll(() => browser.close());

it.each(['none.html', 'docs/none', 'docs/results/deep/below/none.html', 'none/'])(
  'a host that has no %s gives a page with the way back',
  async (path) => {
    const { page } = watched;
    const answer = await page.goto(`${base}${path}?x=1#y`);
    expect(answer?.status()).toBe(404);
    await page.getByRole('link', { name: 'The first page' }).waitFor();
    const links = await page.evaluate<string[]>(`[...document.links].map(({ href }) => href)`);
    expect(links).toEqual(['', 'overview.html', 'train.html', 'api/'].map((place) => base + place));
    await page.getByRole('link', { name: 'Overview' }).click();
    await page.getByRole('heading', { level: 1, name: 'SG-MRL in TypeScript' }).waitFor();
  },
);

it('says that there is no page where it finds no site', async () => {
  const { page } = watched;
  await page.goto(`${new URL('/elsewhere/none', base).href}`);
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
  expect(await page.getByRole('link').count()).toBe(0);
});
