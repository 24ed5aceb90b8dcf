import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { Config } from '@sgmrl/experiments';
import { chromium, type Page, type Route } from 'playwright-core';
import type { Program } from './bundlers';
import type { Learned } from './learned';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const origin = 'http://same-bits.test';

const find = createRequire(__filename);

/** Where the WASM files are that a page asks for. */
export const wasmFolders: readonly string[] = [
  dirname(find.resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm')),
  dirname(find.resolve('@mujoco/mujoco')),
];

const answer = (program: Program, folders: readonly string[]) => async (route: Route) => {
  const { pathname } = new URL(route.request().url());
  if (pathname === '/') {
    return route.fulfill({
      contentType: 'text/html',
      body: '<script type="module" src="/page.js"></script>',
    });
  }
  const script = program.get(pathname.slice(1));
  if (script !== undefined)
    return route.fulfill({
      contentType: pathname.endsWith('.js') ? 'text/javascript' : 'application/wasm',
      body: Buffer.from(script),
    });
  const path = folders.map((folder) => join(folder, basename(pathname))).find(existsSync);
  return path === undefined
    ? route.fulfill({ status: 404 })
    : route.fulfill({ contentType: 'application/wasm', body: readFileSync(path) });
};

/** Chromium with a page that runs a program. */
export interface OpenPage {
  /** The value of an expression there, or of what it is a promise of. */
  readonly evaluate: Page['evaluate'];
  /** Ends the browser. */
  readonly close: () => Promise<void>;
}

/**
 * Starts Chromium, without a network, and loads what `run-in-page.ts` was bundled to; `folders`
 * hold the WASM files.
 */
export const openPage = async (
  program: Program,
  folders: readonly string[] = wasmFolders,
): Promise<OpenPage> => {
  const browser = await chromium.launch({
    executablePath,
    args: ['--headless', '--no-sandbox', '--disable-gpu'],
  });
  const page = await browser.newPage();
  await page.route(`${origin}/**`, answer(program, folders));
  await page.goto(origin);
  await page.waitForFunction('"learn" in globalThis');
  return { evaluate: page.evaluate.bind(page), close: () => browser.close() };
};

/** Trains a run in a page of `run-in-page.ts`. */
export const learnIn =
  ({ evaluate }: OpenPage) =>
  (config: Config): Promise<Learned> =>
    evaluate<Learned>(`globalThis.learn(${JSON.stringify(config)})`);
