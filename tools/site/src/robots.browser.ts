import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import * as E from 'fp-ts/lib/Either.js';
import type { Browser, Page } from 'playwright-core';
import { base, fileAt, launch, newPage, type Watched } from './browser';
import { loadCheetah, type Showing } from './robots/cheetah';
import { toQuery, type Choice } from './robots/choice';
import { hashOf } from './train/hash';

const choice: Choice = { direction: 'backwards', seed: 2 };

/** The same in Node. */
const shown = async (given: Choice): Promise<Showing> => {
  const cheetah = await loadCheetah();
  if (E.isLeft(cheetah)) throw new Error(cheetah.left);
  const showing = cheetah.right.show(given, () => undefined);
  if (E.isLeft(showing)) throw new Error(showing.left);
  return showing.right;
};

let browser: Browser;
let watched: Watched;
beforeAll(async () => {
  // Draws without a graphics card.
  browser = await launch('--use-angle=swiftshader', '--enable-unsafe-swiftshader');
  watched = await newPage(browser, 1280, 800);
});
afterAll(() => browser.close());

/** What went wrong, but that drawing without a graphics card is slow, which the driver says. */
const wrong = (): readonly string[] => watched.wrong.filter((text) => !text.includes('GL Driver Message'));

const hashIn = (page: Page): Promise<string> =>
  page.evaluate<string>(`document.querySelector('[data-of=hash]').dataset.value`);

const returnsIn = (page: Page): Promise<Readonly<Record<string, number>>> =>
  page.evaluate(`Object.fromEntries(
    [...document.querySelectorAll('.robots li [data-of]')].map(({ dataset }) => [dataset.of, Number(dataset.value)]),
  )`);

/** Bytes of files of the site, as hosts compress them. */
const weightOf = (urls: ReadonlySet<string>): number =>
  [...urls]
    .flatMap((url) => fileAt(url) ?? [])
    .reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);

/** What the page should show. */
const expected = ({ episodes }: Showing): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(episodes).map(([name, { returns }]) => [name, returns[returns.length - 1]]),
  );

it('adapts to the bits of Node, and shows the returns of Node', async () => {
  const { page } = watched;
  const asked = new Set<string>();
  page.context().on('request', (request) => asked.add(request.url()));
  await page.goto(`${base}robots.html?${toQuery(choice)}`, { waitUntil: 'networkidle' });
  expect([...asked].filter((url) => /\/stage\.|mujoco/.test(url))).toEqual([]);
  asked.clear();
  const button = page.getByRole('button', { name: 'Load the robot' });
  const said = await button.textContent();
  await button.click();
  await page.waitForSelector('[data-of=hash]');
  expect(said).toContain(` ${String(Math.round(weightOf(asked) / 1e6))} MB`);
  const inNode = await shown(choice);
  expect(await hashIn(page)).toBe(hashOf(inNode.adapted));
  expect(await returnsIn(page)).toEqual(expected(inNode));
  expect(wrong()).toEqual([]);
});

it('stands still where motion is reduced, until it is told to step or play', async () => {
  const { page } = watched;
  const at = (step: number) => page.getByText(`step ${String(step)} of 100`).waitFor();
  await at(0);
  await page.getByRole('button', { name: 'One step on' }).click();
  await at(1);
  await page.getByLabel('of 100').press('End');
  await at(100);
  await page.getByRole('button', { name: 'Play' }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  expect(wrong()).toEqual([]);
});

it('adapts anew to another direction', async () => {
  const { page } = watched;
  await page.getByLabel('forwards').check();
  const inNode = await shown({ ...choice, direction: 'forwards' });
  await page.waitForFunction(
    `document.querySelector('[data-of=hash]').dataset.value === '${hashOf(inNode.adapted)}'`,
  );
  expect(await returnsIn(page)).toEqual(expected(inNode));
  await page.waitForFunction(`location.search === '?seed=2'`);
  expect(wrong()).toEqual([]);
});

it('draws what moves', async () => {
  const { page } = watched;
  await page.addStyleTag({ content: '.robot-lanes ol { visibility: hidden; }' });
  const time = page.getByLabel('of 100');
  const canvas = page.getByRole('img', { name: 'The robot sent forwards' });
  const drawnAt = async (key: 'Home' | 'End') => {
    await time.press(key);
    await page.getByText(`step ${key === 'Home' ? '0' : '100'} of`).waitFor();
    return canvas.screenshot();
  };
  const [first, last, again] = [await drawnAt('Home'), await drawnAt('End'), await drawnAt('Home')];
  expect(first.equals(again)).toBe(true);
  expect(first.equals(last)).toBe(false);
});

it('says so where there is no WebGL, and shows the returns', async () => {
  const plain = await launch('--disable-3d-apis');
  try {
    const { page } = await newPage(plain, 390, 844);
    await page.goto(`${base}robots.html`);
    await page.getByRole('button', { name: 'Load the robot' }).click();
    await page.getByText('expected WebGL').waitFor();
    await page.waitForSelector('[data-of=adapted]');
  } finally {
    await plain.close();
  }
});

it('says so where a file does not load, and loads it when it is asked again', async () => {
  const { page } = await newPage(browser, 390, 844);
  const files = /mujoco.*\.wasm|\/stage\./;
  await page.context().route(files, (route) => route.abort());
  await page.goto(`${base}robots.html`);
  await page.getByRole('button', { name: 'Load the robot' }).click();
  await page.getByText("expected MuJoCo's WASM build to start, but").waitFor();
  await page.context().unroute(files);
  // Another choice asks for the same files as trying again does.
  await page.getByLabel('backwards').check();
  await page.waitForSelector('[data-of=adapted]');
  await page.context().close();
});

it('shows the returns where only what draws does not load, and draws when it is tried again', async () => {
  const { page } = await newPage(browser, 390, 844);
  await page.context().route(/\/stage\./, (route) => route.abort());
  await page.goto(`${base}robots.html`);
  await page.getByRole('button', { name: 'Load the robot' }).click();
  await page.getByText('expected what draws the robot, but').waitFor();
  await page.waitForSelector('[data-of=adapted]');
  await page.context().unroute(/\/stage\./);
  const [asked] = await Promise.all([
    page.waitForRequest(/\/stage\./),
    page.getByRole('button', { name: 'Try again' }).click(),
  ]);
  expect(asked.url()).toContain('stage');
  await page.context().close();
});
