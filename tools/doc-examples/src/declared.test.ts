import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { installedWith, undeclared, type Manifest } from './declared';

const root = join(__dirname, '../../../packages');

const folders = readdirSync(root);
const manifestIn = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));

/** What is published: neither tests nor what only they use. */
const sourcesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !/\.test\.ts$|\.browser\.ts$|(^|\/)testing\//.test(file),
  );

describe('installedWith', () => {
  const manifests: readonly Manifest[] = [
    { name: 'a', dependencies: { b: '1' } },
    { name: 'b', dependencies: { a: '1' }, peerDependencies: { tensors: '1' } },
    { name: 'c', dependencies: { outside: '1' } },
  ];

  it('goes through dependencies and peers, around circles', () => {
    expect([...installedWith(manifests, 'a')].sort()).toEqual(['a', 'b', 'tensors']);
    expect([...installedWith(manifests, 'c')].sort()).toEqual(['c', 'outside']);
  });
});

describe('undeclared', () => {
  it('names packages of imports, types and exports', () => {
    const source = `import { x } from '@s/a/lib/x.js';\nimport type { y } from 'b/y';\nexport { z } from 'c';
      import { readFileSync } from 'node:fs';\nimport './own';\nimport { d } from 'd';`;
    expect(undeclared({ name: 'p', peerDependencies: { d: '1' } }, source)).toEqual(['@s/a', 'b', 'c']);
  });
});

it.each(folders)('%s declares what it imports', (folder) => {
  const manifest = manifestIn(folder);
  const found = sourcesIn(folder).flatMap((file) =>
    undeclared(manifest, readFileSync(join(root, folder, 'src', file), 'utf8')).map((name) => [file, name]),
  );
  expect(found).toEqual([]);
});

it.each(['policies', 'rollouts', 'estimators', 'meta-learning', 'theory', 'laws'])(
  '%s installs without tfjs',
  (folder) => {
    const names = [...installedWith(folders.map(manifestIn), `@sgmrl/${folder}`)];
    expect(names).toContain('@sgmrl/vector');
    expect(names.filter((name) => name.startsWith('@tensorflow/'))).toEqual([]);
  },
);

it('policies-tfjs asks the program for tfjs', () => {
  expect([...installedWith(folders.map(manifestIn), '@sgmrl/policies-tfjs')]).toEqual(
    expect.arrayContaining(['@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-wasm']),
  );
});
