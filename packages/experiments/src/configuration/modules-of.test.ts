import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { sha256 } from '../files/hash';
import { configurationHash } from './configuration-hash';
import { configDifferences } from './config-differences';
import { modulesNamed, modulesOf } from './modules-of';
import { presets } from './presets';

const text = 'export default {};';
const hash = sha256(text);
const other = sha256('other');

describe('modulesOf', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-modules-'));
    writeFileSync(join(folder, 'mine.mjs'), text);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('finds a module from the folder of the configuration, as it is now unless it has a hash', async () => {
    const module = join(folder, 'mine.mjs');
    const found = (value: unknown) => modulesOf('mine.json', folder, [])(value)();
    expect(await found({ with: [{ module: './mine.mjs' }] })).toEqual(E.right([{ module, sha256: hash }]));
    expect(await found({ with: [{ module: 'mine.mjs', sha256: other }] })).toEqual(
      E.right([{ module, sha256: other }]),
    );
    expect(await found({})).toEqual(E.right([]));
    expect(await found({ with: [{ module: 'gone.mjs' }] })).toMatchObject(E.left({ code: 'ENOENT' }));
  });

  it('takes one that is asked for as it is now, and adds what is not named', async () => {
    const asked = [
      { module: join(folder, 'mine.mjs'), sha256: hash },
      { module: '/more.mjs', sha256: other },
    ];
    const value = { with: [{ module: 'mine.mjs', sha256: other.replace(/^./, '0') }] };
    expect(await modulesOf('mine.json', folder, asked)(value)()).toEqual(E.right(asked));
  });

  it.each([
    [3, 'with: '],
    [[{}], 'with.0.module'],
    [[{ module: 'a', sha256: 'abc' }], 'with.0.sha256'],
  ])('refuses %j by its path', async (value, path) => {
    expect(await modulesOf('mine.json', folder, [])({ with: value })()).toMatchObject(
      E.left({ kind: 'invalid-config', fields: [{ path: path.replace(': ', '') }] }),
    );
  });
});

it('finds a module that was moved by its content', () => {
  const moved = [{ module: '/there/mine.mjs', sha256: hash }];
  const value = { with: [{ module: '/here/mine.mjs', sha256: hash }] };
  expect(modulesNamed('config.json', moved)(value)).toEqual(E.right(moved));
  expect(modulesNamed('config.json', [])(value)).toEqual(E.right(value.with));
});

it('takes nothing as it is now where the program wrote a hash', () => {
  const value = { with: [{ module: __filename }] };
  expect(modulesNamed('config.json', [])(value)).toMatchObject(
    E.left({ kind: 'invalid-config', fields: [{ path: 'with.0.sha256' }] }),
  );
});

it('a module is what it holds, wherever it is', () => {
  const { config } = presets['tabular-quick'];
  const here = { ...config, with: [{ module: '/here/mine.mjs', sha256: hash }] };
  const there = { ...config, with: [{ module: '/there/mine.mjs', sha256: hash }] };
  const changed = { ...config, with: [{ module: '/here/mine.mjs', sha256: other }] };
  expect(configurationHash(here)).toBe(configurationHash(there));
  expect(configDifferences(here, there)).toEqual([]);
  expect(configurationHash(changed)).not.toBe(configurationHash(here));
  expect(configurationHash(config)).not.toBe(configurationHash(here));
  expect(configDifferences(here, changed)).toHaveLength(1);
});
