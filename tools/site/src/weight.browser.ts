import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { base, fileAt, launch, newPage } from './browser';

/** Bytes of all that a page needs, compressed as hosts do, a worker and its WASM included. */
const greatest = 500_000;

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

it.each(['index.html', 'playground.html', 'train.html', 'robots.html'])(
  '%s weighs at most 500 kB, with all that it loads',
  async (path) => {
    const { page } = await newPage(browser, 1280, 800);
    const asked = new Set<string>();
    page.context().on('request', (request) => {
      // Pages that a reader may go to next are fetched when there is nothing else to do.
      if (request.headers()['sec-purpose'] !== 'prefetch') asked.add(request.url());
    });
    await page.goto(base + path, { waitUntil: 'networkidle' });
    const bytes = [...asked].map((url) => {
      const file = fileAt(url);
      return file === undefined ? 0 : gzipSync(readFileSync(file)).length;
    });
    expect(bytes.length).toBeGreaterThan(2);
    expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(greatest);
    await page.context().close();
  },
);
