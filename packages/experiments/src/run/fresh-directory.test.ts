import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { freshDirectory } from './fresh-directory';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sgmrl-directory-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

it('gets the first free name', async () => {
  const parent = join(folder, 'runs');
  mkdirSync(join(parent, 'a-2'), { recursive: true });
  expect(await freshDirectory(parent, 'a')()).toEqual(E.right(join(parent, 'a')));
  expect(await freshDirectory(parent, 'a')()).toEqual(E.right(join(parent, 'a-3')));
  writeFileSync(join(folder, 'file'), '');
  expect(await freshDirectory(join(folder, 'file'), 'a')()).toMatchObject(E.left({ kind: 'file' }));
});
