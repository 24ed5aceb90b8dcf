import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const site = join(__dirname, '..', 'dist', 'site');

export const origin = 'http://site.test';
/**
 * Where the site is: the address of its first page. Not at the root of its host, and in a path that
 * an address has to encode: any will do.
 */
export const base = new URL('/some path/ü/', origin).href;

/** The pages of the built site, by path in it. */
export const pages = (): readonly string[] =>
  readdirSync(site, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => file.endsWith('.html') && file !== '404.html')
    .sort();

/** The HTML of a page, by its path in the site. */
export const readPage = (page: string): string => readFileSync(join(site, page), 'utf8');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** The file that a static host gives for an address of the site. */
export const fileAt = (url: string): string | undefined => {
  if (!url.startsWith(base)) return undefined;
  const path = join(site, decodeURIComponent(new URL(url).pathname.slice(new URL(base).pathname.length)));
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, 'index.html') : path;
  return existsSync(file) ? file : undefined;
};

/** What any static host does. A browser keeps what it got, as it does from a real one. */
const answer = ({ url = '' }: IncomingMessage, response: ServerResponse): void => {
  const file = fileAt(new URL(url, origin).href);
  if (file === undefined)
    response.writeHead(404, { 'content-type': 'text/html' }).end(readFileSync(join(site, '404.html')));
  else
    response
      .writeHead(200, {
        'content-type': types[extname(file)] ?? 'text/plain',
        'cache-control': 'max-age=3600',
      })
      .end(readFileSync(file));
};

const listen = async (): Promise<{ readonly server: Server; readonly port: number }> => {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('expected a port');
  return { server, port: address.port };
};

/** A browser to which the built site is at {@link base}, with further arguments. */
export const launch = async (...args: readonly string[]): Promise<Browser> => {
  if (!existsSync(executablePath))
    throw new Error(`expected a Chromium at ${executablePath}; set CHROMIUM to where yours is`);
  if (!existsSync(site)) throw new Error('expected a built site: npm run site');
  const { server, port } = await listen();
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      `--host-resolver-rules=MAP site.test 127.0.0.1:${String(port)}`,
      ...args,
    ],
  });
  browser.on('disconnected', () => {
    server.close();
    server.closeAllConnections();
  });
  return browser;
};

/**
 * A page of the browser, and what went wrong in it: what it said, and what it asked for elsewhere.
 */
export interface Watched {
  /** Of a context of its own, so that it shares nothing with other pages. */
  readonly page: Page;
  /** A line for each, in the order of time; grows as long as the page is open. */
  readonly wrong: string[];
}

/** A page of so many pixels that is watched from the start; motion is reduced. */
export const newPage = async (browser: Browser, width: number, height: number): Promise<Watched> => {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on('console', (message) => wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('request', (request) => {
    const url = request.url();
    if (!/^(data|blob):/.test(url) && fileAt(url) === undefined) wrong.push(`asked for ${url}`);
  });
  return { page, wrong };
};

/** Looks at each item in the tabs, each of which takes its share in order. */
export const inTabs = <A, B>(
  tabs: readonly Watched[],
  items: readonly A[],
  look: (tab: Watched, item: A) => Promise<B>,
): ReadonlyMap<A, Promise<B>> => {
  const last = new Map<Watched, Promise<unknown>>();
  return new Map(
    items.map((item, i) => {
      const tab = tabs[i % tabs.length];
      const looked = (last.get(tab) ?? Promise.resolve()).then(() => look(tab, item));
      // Whoever awaits it is told; the next does not depend on it.
      last.set(
        tab,
        looked.catch(() => undefined),
      );
      return [item, looked];
    }),
  );
};
