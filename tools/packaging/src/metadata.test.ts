import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const tool = join(__dirname, '../bin/metadata.mjs');

describe('what packages say of repository and publishing', () => {
  let place = '';
  const folder = () => join(place, 'packages/one');
  const manifest = () => JSON.parse(readFileSync(join(folder(), 'package.json'), 'utf8')) as unknown;
  const check = (...args: readonly string[]) => {
    const { status, stderr } = spawnSync(process.execPath, [tool, ...args], { encoding: 'utf8' });
    return { status, stderr };
  };
  const describeAs = (organisation: string) => {
    const repository = { type: 'git', url: `git+https://github.com/${organisation}/it.git` };
    writeFileSync(join(place, 'package.json'), JSON.stringify({ repository }));
  };

  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'metadata-'));
    mkdirSync(folder(), { recursive: true });
    describeAs('first');
    const own = { name: 'one', keywords: ['a', 'b', 'c'], scripts: { build: 'tsup' } };
    writeFileSync(join(folder(), 'package.json'), JSON.stringify(own));
    writeFileSync(join(folder(), 'README.md'), '# One\n\nInstall: `npm install one`.\n\nRuns in Node.\n');
  });
  afterEach(() => {
    rmSync(place, { recursive: true });
  });

  it('is written from the root, and then in order', () => {
    expect(check(place, '--write')).toEqual({ status: 0, stderr: '' });
    expect(manifest()).toMatchObject({
      name: 'one',
      homepage: 'https://github.com/first/it/tree/main/packages/one#readme',
      bugs: { url: 'https://github.com/first/it/issues' },
      repository: { type: 'git', url: 'git+https://github.com/first/it.git', directory: 'packages/one' },
      publishConfig: { access: 'public', provenance: true },
      scripts: { build: 'tsup' },
    });
    expect(check(place)).toEqual({ status: 0, stderr: '' });
  });

  it('is refused where the root says something else', () => {
    check(place, '--write');
    describeAs('second');
    expect(check(place)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('packages/one/package.json: repository') as string,
    });
  });

  it('has keywords', () => {
    writeFileSync(join(folder(), 'package.json'), JSON.stringify({ name: 'one' }));
    expect(check(place, '--write')).toMatchObject({
      status: 1,
      stderr: 'packages/one/package.json: expected at least 3 keywords, found 0\n',
    });
  });

  it('says how to install it, with its peers, and where it runs', () => {
    const peers = { name: 'one', keywords: ['a', 'b', 'c'], peerDependencies: { two: '>=2', three: '*' } };
    writeFileSync(join(folder(), 'package.json'), JSON.stringify(peers));
    check(place, '--write');
    writeFileSync(join(folder(), 'README.md'), 'Install: `npm install one`.\n');
    expect(check(place)).toEqual({
      status: 1,
      stderr:
        "packages/one/README.md: expected a paragraph 'Install: `npm install one two three`.'\n" +
        "packages/one/README.md: expected a paragraph 'Runs in …' that says where the package runs\n",
    });
    writeFileSync(
      join(folder(), 'README.md'),
      'Install:\n`npm install one two three`. For the examples: `npm install four`.\n\nRuns in Node.\n',
    );
    expect(check(place)).toEqual({ status: 0, stderr: '' });
  });

  it('has no link to nothing', () => {
    check(place, '--write');
    writeFileSync(join(folder(), 'README.md'), '[two](../two/README.md)');
    const { status, stderr } = check(place);
    expect(status).toBe(1);
    expect(stderr).toContain('packages/one/README.md: a link leads nowhere:');
  });
});
