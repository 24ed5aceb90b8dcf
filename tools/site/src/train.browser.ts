import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { base, launch, newPage, type Watched } from './browser';
import { hashOf } from './train/hash';
import { begin, type Learning } from './train/learning';
import { corridor } from './train/scenes/corridor';
import { halfCheetah } from './train/scenes/half-cheetah';
import { navigation } from './train/scenes/navigation';
import { startOf, toQuery, type Settings } from './train/settings';

const command = join(__dirname, '../../../packages/cli/bin/sgmrl.js');

const settings: Settings = { ...startOf(corridor), n: 4, term: 'leave-one-out', seed: 7 };

const orThrow = <A>(either: E.Either<string, A>): A => {
  if (E.isLeft(either)) throw new Error(either.left);
  return either.right;
};

/** The same training in Node. */
const trained = async (iterations: number, given = settings): Promise<Learning> => {
  let learning = orThrow(await begin(given));
  for (let i = 0; i < iterations; i++) learning = orThrow(await learning.next()).learning;
  return learning;
};

let browser: Browser;
let watched: Watched;
beforeAll(async () => {
  browser = await launch();
  watched = await newPage(browser, 1280, 800);
});
afterAll(() => browser.close());

const open = async (page: Page, given: Settings): Promise<void> => {
  await page.goto(`${base}train.html?${toQuery(given)}`);
  await page.waitForSelector('[data-of=before]');
};

const numberOf = (page: Page, name: string): Promise<number> =>
  page.evaluate<number>(`Number(document.querySelector('[data-of=${name}]').dataset.value)`);

const atIteration = (page: Page, iteration: number) =>
  page.waitForFunction(
    `Number(document.querySelector('[data-of=iteration]').dataset.value) >= ${String(iteration)}`,
  );

const hashIn = (page: Page): Promise<string> =>
  page.evaluate<string>(`document.querySelector('[data-of=hash]').dataset.value`);

/** Until the page shows these returns, to the last bit. */
const shows = async (page: Page, learning: Learning, coordinates: readonly number[]): Promise<void> => {
  const { before, after } = orThrow(learning.adapt(coordinates));
  const shown = ['before', 'after'].map(
    (name) => `Number(document.querySelector('[data-of=${name}]').dataset.value)`,
  );
  await page.waitForFunction(
    `${shown[0]} === ${String(before.meanReturn)} && ${shown[1]} === ${String(after.meanReturn)}`,
  );
};

it('trains step by step to the bits of Node, and adapts to a goal that is put down', async () => {
  const { page } = watched;
  await open(page, settings);
  const step = page.getByRole('button', { name: 'Step' });
  for (const iteration of [1, 2]) {
    await step.click();
    await atIteration(page, iteration);
  }
  const learning = await trained(2);
  expect(await hashIn(page)).toBe(hashOf(learning.parameters));
  await shows(page, learning, settings.coordinates);

  // By mouse: the row at the bottom is cell 0.
  const figure = page.getByRole('img', { name: 'The policy on the task' });
  const box = await figure.boundingBox();
  if (box === null) throw new Error('expected a picture');
  await figure.click({ position: { x: box.width / 2, y: 0.83 * box.height } });
  await shows(page, learning, [0]);
  await page.waitForURL(({ searchParams }) => searchParams.get('cell') === '0');

  // By keyboard.
  await page.getByLabel('rewarded cell').press('ArrowRight');
  await shows(page, learning, [1]);
  expect(watched.wrong).toEqual([]);
});

/** Seconds of processor that the page's own thread has used: a busy machine does not change them. */
const processorTime = async (session: CDPSession): Promise<number> => {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
};

it('leaves time for 60 frames a second while it trains, and pauses', async () => {
  const { page } = watched;
  await page.goto(`${base}train.html`);
  await page.waitForSelector('[data-of=before]');
  await page.evaluate(`
    globalThis.frames = 0;
    const frame = () => requestAnimationFrame(() => {
      globalThis.frames += 1;
      frame();
    });
    frame();
  `);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await processorTime(session);
  await page.getByRole('button', { name: 'Train' }).click();
  await atIteration(page, 4);
  const used = (await processorTime(session)) - before;
  const frames = await page.evaluate<number>('globalThis.frames');
  await page.getByRole('button', { name: 'Pause' }).click();
  expect(frames).toBeGreaterThan(0);
  expect(used / frames).toBeLessThan(1 / 60);
  await page.waitForTimeout(500);
  const paused = await numberOf(page, 'iteration');
  await page.waitForTimeout(500);
  expect(await numberOf(page, 'iteration')).toBe(paused);
  expect(watched.wrong).toEqual([]);
});

it('gives a configuration that the command repeats to the same bits', async () => {
  const { page } = watched;
  await open(page, settings);
  await page.getByRole('button', { name: 'Step' }).click();
  await atIteration(page, 1);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download' }).click(),
  ]);
  const folder = mkdtempSync(join(tmpdir(), 'sgmrl-'));
  try {
    const [config, run] = [join(folder, download.suggestedFilename()), join(folder, 'run')];
    await download.saveAs(config);
    const call = (...words: readonly string[]) =>
      execFileSync(process.execPath, [command, ...words], { encoding: 'utf8' });
    call('train', '--config', config, '--out', run, '--quiet');
    expect(call('repeat', run)).toContain(`SHA-256 of θ: ${await hashIn(page)}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('shows the formula of a term that is typed, and says what is wrong with another', async () => {
  const { page } = watched;
  await open(page, { ...settings, term: '{"op":"sum","of":["curvature","value"]}' });
  await page.getByText('Ĵ(D').waitFor();
  const typed = page.getByLabel('term, a name or JSON');
  await typed.fill('mamal');
  await typed.press('Enter');
  await page.getByText('expected one of maml').waitFor();
  expect(await page.getByRole('button', { name: 'Train' }).isDisabled()).toBe(true);
});

it('says beside a number why it cannot be chosen, and goes on with what there is', async () => {
  const { page } = watched;
  await open(page, settings);
  const step = page.getByRole('button', { name: 'Step' });
  await step.click();
  await atIteration(page, 1);
  const typed = page.getByLabel('trajectories N');
  await typed.fill('400');
  await typed.press('Enter');
  await page.getByText('expected a whole number from 2 to 40, found 400').waitFor();
  await step.click();
  await atIteration(page, 2);
  expect(await typed.inputValue()).toBe('400');
  // What it was before begins nothing anew.
  await typed.fill('4.0');
  await typed.press('Enter');
  await page.getByText('found 400').waitFor({ state: 'detached' });
  expect(await numberOf(page, 'iteration')).toBe(2);
  expect(watched.wrong).toEqual([]);
});

describe('a finger', () => {
  let page: Page;
  let touch: (type: 'touchStart' | 'touchMove' | 'touchEnd', down: number) => Promise<void>;
  /** Touches the middle of the picture, so far down as a share of its height. */
  beforeEach(async () => {
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    page = await context.newPage();
    await open(page, startOf(navigation));
    const figure = page.getByRole('img', { name: 'The policy on the task' });
    await figure.scrollIntoViewIfNeeded();
    const box = await figure.boundingBox();
    if (box === null) throw new Error('expected a picture');
    const session = await context.newCDPSession(page);
    touch = async (type, down) => {
      const at = { x: box.x + box.width / 2, y: box.y + down * box.height };
      await session.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [at] });
    };
  });
  afterEach(() => page.context().close());

  it('drags the goal up and down', async () => {
    await touch('touchStart', 0.1);
    await page.waitForURL(({ searchParams }) => Number(searchParams.get('y')) > 0);
    for (let k = 1; k <= 10; k++) await touch('touchMove', 0.1 + 0.05 * k);
    await touch('touchEnd', 0.6);
    await page.waitForURL(({ searchParams }) => Number(searchParams.get('y')) < 0);
  });

  it('scrolls the page from below the ground', async () => {
    const scrolled = await page.evaluate<number>('scrollY');
    await touch('touchStart', 0.96);
    for (let k = 1; k <= 10; k++) await touch('touchMove', 0.96 - 0.05 * k);
    await touch('touchEnd', 0.46);
    await page.waitForFunction(`scrollY > ${String(scrolled + 50)}`);
    expect(new URL(page.url()).search).toBe('');
  });
});

it('trains a robot to the bits of Node once a reader asks for it', async () => {
  // Draws without a graphics card.
  const other = await launch('--use-angle=swiftshader', '--enable-unsafe-swiftshader');
  try {
    const { page, wrong } = await newPage(other, 390, 844);
    const asked: string[] = [];
    page.context().on('request', (request) => asked.push(request.url()));
    const robot: Settings = { ...startOf(halfCheetah), n: 2, term: 'maml' };
    await page.goto(`${base}train.html?${toQuery(robot)}`, { waitUntil: 'networkidle' });
    expect(asked.filter((url) => /\/stage\.|mujoco/.test(url))).toEqual([]);
    await page.getByRole('button', { name: 'Load the robot' }).click();
    await page.waitForSelector('[data-of=lane-after]');
    await page.getByRole('button', { name: 'Step', exact: true }).click();
    await atIteration(page, 1);
    const learning = await trained(1, robot);
    expect(await hashIn(page)).toBe(hashOf(learning.parameters));
    await shows(page, learning, robot.coordinates);
    expect(wrong.filter((text) => !text.includes('GL Driver Message'))).toEqual([]);
  } finally {
    await other.close();
  }
});

it('says so where there is no SIMD', async () => {
  const old = await launch('--js-flags=--no-enable-sse4-1');
  try {
    const { page } = await newPage(old, 1280, 800);
    await page.goto(`${base}train.html`);
    await page.getByText('128-bit SIMD').waitFor();
  } finally {
    await old.close();
  }
});
