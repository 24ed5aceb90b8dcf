import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sum, times } from '@sgmrl/estimators';
import { describeError } from '@sgmrl/experiments';
import * as E from 'fp-ts/lib/Either.js';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { following, pageName, report } from './report';
import { cartPole, navigation, small, tabular, train } from './testing/runs';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** No service of the browser's own asks for anything either. */
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let folder = '';
let browser: Browser;

const makeReport = async (name: string, runs: readonly string[]): Promise<void> => {
  const made = await report(
    runs.map((run) => join(folder, run)),
    { tasks: 2, innerSteps: undefined, tensorboard: false, onStep: () => undefined },
  )();
  if (E.isLeft(made)) throw new Error(describeError(made.left));
  for (const { path, content } of made.right.files) {
    mkdirSync(dirname(join(folder, name, path)), { recursive: true });
    writeFileSync(join(folder, name, path), content);
  }
};

/** What the browser complained of, and what it asked for besides the page. */
interface Watched {
  readonly page: Page;
  readonly complaints: readonly string[];
  readonly requests: readonly string[];
}

const open = async (name: string, how: BrowserContextOptions): Promise<Watched> => {
  const context = await browser.newContext({ offline: true, ...how });
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => requests.push(request.url()));
  const url = pathToFileURL(join(folder, name, pageName)).href;
  await page.goto(url);
  return { page, complaints, requests: requests.filter((request) => request !== url) };
};

beforeAll(async () => {
  if (!existsSync(executablePath))
    throw new Error(`expected a Chromium at ${executablePath}; set CHROMIUM to where yours is`);
  folder = mkdtempSync(join(tmpdir(), 'sgmrl-browser-'));
  await train(join(folder, 'none'), small(navigation, { estimator: 'maml', innerSteps: 2 }));
  await train(join(folder, '<img src=x onerror=alert(1)>'), small(navigation, { innerSteps: 2 }));
  await makeReport('paths', ['none', '<img src=x onerror=alert(1)>']);
  await train(join(folder, 'cart-pole'), small(cartPole, {}));
  await makeReport('animations', ['cart-pole']);
  const long = 'a-run-whose-name-tells-all-of-its-settings-'.repeat(4);
  const mixed = { estimator: sum('curvature', times(0.25, 'dice'), times(0.5, 'first-order')) };
  await train(join(folder, long), small(tabular, { ...mixed, stepSize: 0.5 }));
  await train(join(folder, 'first'), small(tabular, { estimator: 'maml' }));
  await train(join(folder, 'second'), small(tabular, { estimator: 'maml' }, 2));
  await train(join(folder, 'stopped'), small(tabular, { estimator: 'maml', stepSize: 0.125 }), 1);
  await makeReport('many', [long, 'first', 'second', 'stopped', 'none']);
  browser = await chromium.launch({ executablePath, args: flags });
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** How a page is laid out, in pixels. */
interface Layout {
  /** How far it can be scrolled sideways. */
  readonly scrolled: number;
  readonly figures: number;
  readonly widths: readonly number[];
  /** Ids of tables that reach beyond their place. */
  readonly cut: readonly string[];
  /** Where each number of the first table ends: from the left, and in screens from the top. */
  readonly numbers: readonly { readonly heading: string; readonly right: number; readonly screens: number }[];
  readonly width: number;
}

const looks: readonly (readonly [string, BrowserContextOptions])[] = [
  ['on a phone, light', { viewport: { width: 360, height: 740 }, colorScheme: 'light' }],
  ['on a larger phone, dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
  ['on a desktop, light', { viewport: { width: 1280, height: 800 }, colorScheme: 'light' }],
];

describe.each(['paths', 'animations', 'many'])('a report with %s', (name) => {
  it.each(looks)('shows itself %s, without errors, requests or sideways scrolling', async (_look, how) => {
    const { page, complaints, requests } = await open(name, how);
    const { scrolled, figures, widths, cut, numbers, width } = await page.evaluate<Layout>(`({
      cut: [...document.querySelectorAll('.rows')]
        .filter((table) => table.scrollWidth > table.clientWidth)
        .map((table) => table.getAttribute('aria-labelledby')),
      numbers: [...document.querySelector('[aria-labelledby$="outcomes-table"] tbody tr').querySelectorAll('td.number span')]
        .map((span) => ({
          heading: span.parentElement.dataset.heading,
          right: span.getBoundingClientRect().right,
          screens: span.getBoundingClientRect().bottom / innerHeight,
        })),
      width: innerWidth,
      scrolled: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      figures: document.querySelectorAll('figure svg[role="img"][aria-label]').length,
      widths: [...document.querySelectorAll('figure svg')].map((svg) => svg.getBoundingClientRect().width),
    })`);
    expect(scrolled).toBe(0);
    expect(cut).toEqual([]);
    expect(numbers.map(({ heading }) => heading)).toEqual(
      expect.arrayContaining(['held out, before', 'held out, after']),
    );
    for (const { right, screens } of numbers) {
      expect(right).toBeLessThanOrEqual(width);
      expect(screens).toBeLessThan(1.25);
    }
    expect(figures).toBeGreaterThan(5);
    for (const width of widths) expect(width).toBeGreaterThan(280);
    expect([complaints, requests]).toEqual([[], []]);
    await page.context().close();
  });
});

it('follows the theme, in figures as well', async () => {
  const grounds = await Promise.all(
    (['light', 'dark'] as const).map(async (colorScheme) => {
      const { page } = await open('paths', { colorScheme });
      const colours = await page.evaluate<readonly string[]>(`[
        getComputedStyle(document.body).backgroundColor,
        getComputedStyle(document.querySelector('figure svg > rect')).fill,
      ]`);
      await page.context().close();
      return colours;
    }),
  );
  expect(grounds).toEqual([
    ['rgb(255, 255, 255)', 'rgb(255, 255, 255)'],
    ['rgb(22, 24, 29)', 'rgb(22, 24, 29)'],
  ]);
});

const clock = (page: Page): Promise<string | null> =>
  page.locator('.player .controls output').first().textContent();

/**
 * Looks again and again; the page's own policy forbids to wait inside it. The time limit of the
 * test ends it.
 */
const until = async (page: Page, holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await page.waitForTimeout(20);
};

it('moves figures when asked to, and stops; nothing moves by itself where motion is to be reduced', async () => {
  const { page, complaints } = await open('animations', { reducedMotion: 'reduce' });
  const player = page.locator('.player').first();
  await player.scrollIntoViewIfNeeded();
  const button = player.getByRole('button');
  expect(await button.textContent()).toBe('Play');
  expect(await clock(page)).toBe('0.00 s');
  const leftEnd = () => player.locator('.body line').first().getAttribute('x1');
  const before = await leftEnd();
  await button.click();
  await until(page, async () => (await leftEnd()) !== before);
  await button.click();
  expect(await button.textContent()).toBe('Play');
  const stopped = await clock(page);
  await page.evaluate(
    'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))',
  );
  expect(await clock(page)).toBe(stopped);
  await player.locator('input').fill('1');
  expect(await clock(page)).toBe('0.02 s');
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('moves figures by itself where they can be seen and motion is welcome', async () => {
  const { page } = await open('animations', { reducedMotion: 'no-preference' });
  await page.locator('.player').first().scrollIntoViewIfNeeded();
  await until(page, async () => (await clock(page)) !== '0.00 s');
  expect(await page.locator('.player button').first().textContent()).toBe('Pause');
  await page.context().close();
});

it('shows the names of runs as text', async () => {
  const { page } = await open('paths', {});
  expect(await page.locator('#runs tbody tr').count()).toBe(2);
  expect(await page.locator('#runs').textContent()).toContain('<img src=x onerror=alert(1)>');
  expect(await page.locator('img').count()).toBe(0);
  await page.context().close();
});

it('follows runs where its server tells of a change, and keeps what is open', async () => {
  const run = join(folder, 'first');
  const shown = [[join(folder, 'not there')], [run]];
  const listening = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    if (request.url === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      listening.add(response);
    } else
      void following(shown[0])().then(([{ content }]) => {
        response.writeHead(200, { 'content-type': 'text/html' }).end(content);
      });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : '')}/`;
  const change = (): void => {
    shown.shift();
    for (const response of listening) response.write('event: change\ndata:\n\n');
  };
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(url);
  expect(await page.locator('main').textContent()).toContain('it holds no run');
  await until(page, () => Promise.resolve(listening.size > 0));
  shown.push([run]);
  change();
  await until(page, async () => (await page.locator('#runs').count()) > 0);
  await page.locator('#settings summary').first().click();
  await page.locator('h1').evaluate('document.querySelector("h1").textContent = "of old"');
  change();
  await until(page, async () => (await page.locator('h1').textContent()) !== 'of old');
  expect(await page.locator('#settings details[open]').count()).toBe(1);
  expect(complaints).toEqual([]);
  await context.close();
  server.closeAllConnections();
  server.close();
});
