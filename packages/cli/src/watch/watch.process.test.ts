import { createServer } from 'node:net';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call, run, start } from '../testing/command';

const training = ['train', '--preset', 'tabular-quick', '--set', 'algorithm.metaBatchSize=2'];

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sgmrl-watch-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A port that nobody uses now. */
const freePort = async (): Promise<string> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? String(address.port) : '';
};

/** Asks until the page holds the text; the time limit of the test ends it. */
const pageWith = async (url: string, wanted: string): Promise<string> => {
  const page = await (await fetch(url)).text();
  return page.includes(wanted) ? page : pageWith(url, wanted);
};

it('follows a run from before it begins, leaves nothing behind, and ends by Ctrl-C', async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const watching = start(folder, 'report', 'mine', '--watch', '--port', port);
  await watching.printed(url);
  await pageWith(url, 'it holds no run');
  expect((await run(folder, ...training, '--iterations', '2', '--out', 'mine')).code).toBe(0);
  await pageWith(url, '2 of 2');
  expect((await run(folder, 'train', '--resume', 'mine', '--iterations', '3')).code).toBe(0);
  const page = await pageWith(url, '3 of 3');
  expect(page).toMatch(/connect-src &#39;self&#39;/);
  expect(page).toContain('Return after adaptation');
  watching.child.kill('SIGINT');
  expect(await watching.ended).toMatchObject({ code: 130, err: '' });
  expect(readdirSync(folder)).toEqual(['mine']);
  expect(readdirSync(join(folder, 'mine'))).not.toContain('report');
}, 60_000);

it('finds a module that was moved', async () => {
  const module = (name: string): string => join(folder, name);
  writeFileSync(module('mine.mjs'), 'export default {};');
  const trained = await run(folder, ...training, '--iterations', '1', '--with', 'mine.mjs', '--out', 'own');
  expect(trained).toMatchObject({ code: 0, err: '' });
  renameSync(module('mine.mjs'), module('moved.mjs'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const following = ['report', 'own', '--watch', '--port', port];
  const lost = start(folder, ...following);
  await lost.printed(url);
  await pageWith(url, 'mine.mjs: it does not exist');
  lost.child.kill('SIGINT');
  await lost.ended;
  const watching = start(folder, ...following, '--with', 'moved.mjs');
  await watching.printed(url);
  await pageWith(url, '1 of 1');
  watching.child.kill('SIGINT');
  expect(await watching.ended).toMatchObject({ code: 130, err: '' });
  expect(await run(folder, ...following, '--with', 'gone.mjs')).toMatchObject({ code: 2 });
  rmSync(module('own'), { recursive: true });
  rmSync(module('moved.mjs'));
}, 60_000);

it('refuses flags that say how a report is written, and a port alone', async () => {
  expect(await call('report', 'mine', '--watch', '--out', 'x')).toMatchObject({
    code: 2,
    err: 'sgmrl: --watch writes nothing: leave out --out\n',
  });
  expect(await call('report', 'mine', '--port', '8000')).toMatchObject({
    code: 2,
    err: 'sgmrl: --port goes with --watch\n',
  });
  expect((await call('report', 'mine', '--watch', '--port', '70000')).code).toBe(2);
});
