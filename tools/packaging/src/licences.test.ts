import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const tool = join(__dirname, '../bin/licences.mjs');

describe('licences of what the lockfile installs', () => {
  let place = '';
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'licences-'));
  });
  afterEach(() => {
    rmSync(place, { recursive: true });
  });

  it.each([
    ['MIT', []],
    ['(GPL-3.0 OR MIT)', []],
    ['(MIT AND CC0-1.0)', []],
    ['GPL-3.0', ['one: expected a permissive licence, found GPL-3.0']],
    ['MIT AND GPL-3.0', ['one: expected a permissive licence, found MIT AND GPL-3.0']],
    [undefined, ['one: expected a permissive licence, found none']],
  ])('%s', (license, refused) => {
    const packages = { '': {}, 'packages/own': {}, 'node_modules/one': { license } };
    writeFileSync(join(place, 'package-lock.json'), JSON.stringify({ packages }));
    const { status, stderr } = spawnSync(process.execPath, [tool, place], { encoding: 'utf8' });
    expect(stderr.split('\n').filter((line) => line !== '')).toEqual(refused);
    expect(status).toBe(refused.length);
  });
});
