import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const tool = join(__dirname, '../bin/peers.mjs');

describe('libraries in the types of a package', () => {
  let root = '';
  const add = (name: string, manifest: object, declarations = '') => {
    const folder = join(root, 'packages', name);
    mkdirSync(join(folder, 'dist'), { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: `@sgmrl/${name}`, ...manifest }));
    writeFileSync(join(folder, 'dist/index.d.ts'), declarations);
  };
  const check = () => {
    const { status, stderr } = spawnSync(process.execPath, [tool, root], { encoding: 'utf8' });
    return { status, stderr };
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'peers-'));
    add('low', { peerDependencies: { one: '>=1 <2' } }, "import { A } from 'one/lib/a.js';");
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it('are peers, there and above, or the choice of whoever is above', () => {
    add('high', {
      dependencies: { '@sgmrl/low': '0.1.0' },
      peerDependencies: { one: '>=1 <2' },
    });
    add('program', { dependencies: { '@sgmrl/high': '0.1.0', one: '1.2.3', inside: '1.0.0' } });
    expect(check()).toEqual({ status: 0, stderr: '' });
  });

  it('are found where the entry leads, and nowhere else', () => {
    add('high', {}, "export * from './far.js';");
    writeFileSync(join(root, 'packages/high/dist/far.d.ts'), "import { B } from 'two';");
    writeFileSync(join(root, 'packages/high/dist/alone.d.ts'), "import { C } from 'three';");
    expect(check()).toEqual({
      status: 1,
      stderr: '@sgmrl/high: two is in its types: expected a peer dependency\n',
    });
  });

  it.each([
    [
      { dependencies: { two: '1.0.0' } },
      "/** `import 'three'` */\nexport { B } from '@s/two/b';\nimport '@sgmrl/low';",
      '@sgmrl/high: @s/two is in its types: expected a peer dependency\n',
    ],
    [
      { dependencies: { '@sgmrl/low': '0.1.0' } },
      '',
      '@sgmrl/high: @sgmrl/low needs one: expected a peer dependency\n',
    ],
    [{ peerDependencies: { one: '^1.0.0' } }, '', '@sgmrl/low: expected one ^1.0.0, found >=1 <2\n'],
  ])('are refused elsewhere: %j', (manifest, declarations, stderr) => {
    add('high', manifest, declarations);
    expect(check()).toEqual({ status: 1, stderr });
  });
});
