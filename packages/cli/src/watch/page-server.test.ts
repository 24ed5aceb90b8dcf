import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { ReportFile } from '@sgmrl/report';
import * as E from 'fp-ts/lib/Either.js';
import { servePage, type PageServer } from './page-server';

let state = 'one';
let made = 0;
let server: PageServer;

const files = (): Promise<readonly ReportFile[]> => {
  made += 1;
  if (state === 'broken') return Promise.reject(new Error('cannot be drawn'));
  return Promise.resolve([
    { path: 'report.html', content: `<p>${state}</p>` },
    { path: 'figures/returns.svg', content: '<svg/>' },
  ]);
};

const started = async (port: number): Promise<PageServer> => {
  const served = await servePage({ files, state: () => Promise.resolve(state) }, port)();
  if (E.isLeft(served)) throw new Error(served.left);
  return served.right;
};

/** Asks as a browser does; a fetch would not let us choose the name of the host. */
const ask = async (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') => {
  const { response, body } = await new Promise<{ response: number | undefined; body: string }>(
    (resolve, reject) => {
      request(new URL(path, server.url), { headers, method }, (answer) => {
        text(answer).then((found) => {
          resolve({ response: answer.statusCode, body: found });
        }, reject);
      })
        .on('error', reject)
        .end();
    },
  );
  return [response, body];
};

beforeEach(async () => {
  state = 'one';
  made = 0;
  server = await started(0);
});

afterEach(() => server.close());

it('serves the page and its files on the loopback, made anew only after a change', async () => {
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  expect(await ask('/')).toEqual([200, '<p>one</p>']);
  expect(await ask('/figures/returns.svg')).toEqual([200, '<svg/>']);
  expect(made).toBe(1);
  state = 'two';
  expect(await ask('/')).toEqual([200, '<p>two</p>']);
  expect(made).toBe(2);
});

it('answers nobody who calls it by another name, and nothing but reading what is there', async () => {
  const { port } = new URL(server.url);
  expect(await ask('/', { host: `localhost:${port}` })).toEqual([200, '<p>one</p>']);
  for (const host of ['example.org', `example.org:${port}`, '127.0.0.1', `127.0.0.1.example.org:${port}`])
    expect((await ask('/', { host }))[0]).toBe(403);
  expect((await ask('/', {}, 'POST'))[0]).toBe(405);
  for (const path of ['/etc/passwd', '/../package.json', '/%2e%2e/package.json', '/figures', '/%'])
    expect([404, 500]).toContain((await ask(path))[0]);
});

it('tells of a change, and goes on after a page that could not be made', async () => {
  const response = await fetch(new URL('/events', server.url));
  const reader = response.body?.getReader();
  const next = async () => new TextDecoder().decode((await reader?.read())?.value as Uint8Array);
  expect(await next()).toContain('event: change');
  // The state is looked at for the first time, then found to be another one.
  setTimeout(() => {
    state = 'broken';
  }, 1500);
  expect(await next()).toContain('event: change');
  expect(await ask('/')).toEqual([500, 'cannot be drawn\n']);
  state = 'three';
  expect(await ask('/')).toEqual([200, '<p>three</p>']);
});

it('says that a port is in use', async () => {
  const { port } = new URL(server.url);
  const again = await servePage({ files, state: () => Promise.resolve(state) }, Number(port))();
  expect(again).toEqual(E.left(`port ${port} is in use; leave out --port`));
});
