import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { Config } from '@sgmrl/experiments';
import { build } from 'esbuild';
import { chromium, type Browser, type Page, type Route } from 'playwright-core';
import type { Learned } from './learned';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const origin = 'http://same-bits.test';

const find = createRequire(__filename);
const wasmFolders = [
  dirname(find.resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm')),
  dirname(find.resolve('@mujoco/mujoco')),
];

/** The program of a page, of the built packages; what MuJoCo would ask Node for is left out. */
const bundle = async (): Promise<Uint8Array> => {
  const { outputFiles } = await build({
    entryPoints: [join(__dirname, 'run-in-page.ts')],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    external: ['module', 'fs', 'path', 'url', 'crypto'],
    tsconfigRaw: {},
    write: false,
  });
  return outputFiles[0].contents;
};

const answer = (script: Uint8Array) => async (route: Route) => {
  const { pathname } = new URL(route.request().url());
  if (pathname === '/') {
    return route.fulfill({
      contentType: 'text/html',
      body: '<script type="module" src="/page.js"></script>',
    });
  }
  if (pathname === '/page.js') {
    return route.fulfill({ contentType: 'text/javascript', body: Buffer.from(script) });
  }
  const path = wasmFolders.map((folder) => join(folder, basename(pathname))).find(existsSync);
  return path === undefined
    ? route.fulfill({ status: 404 })
    : route.fulfill({ contentType: 'application/wasm', body: readFileSync(path) });
};

/** Chromium with a page that trains runs. */
export interface LearningPage {
  readonly version: string;
  readonly learn: (config: Config) => Promise<Learned>;
  readonly close: () => Promise<void>;
}

const learnIn = (page: Page) => (config: Config) =>
  page.evaluate<Learned>(`globalThis.learn(${JSON.stringify(config)})`);

/** Starts Chromium, without a network, and loads the page. */
export const openPage = async (): Promise<LearningPage> => {
  const browser: Browser = await chromium.launch({
    executablePath,
    args: ['--headless', '--no-sandbox', '--disable-gpu'],
  });
  const page = await browser.newPage();
  await page.route(`${origin}/**`, answer(await bundle()));
  await page.goto(origin);
  await page.waitForFunction('"learn" in globalThis');
  return { version: browser.version(), learn: learnIn(page), close: () => browser.close() };
};
