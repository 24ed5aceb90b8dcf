import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { describeError } from '../errors/experiment-error';
import { sha256 } from '../files/hash';
import { loadVocabulary, modulesNow } from './load';
import { moduleHash } from './module-hash';

describe('moduleHash', () => {
  let folder = '';
  const at = (...names: readonly string[]) => join(folder, ...names);
  const write = (path: string, text: string) => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
  };
  const hashOf = async (path: string): Promise<string> => {
    const hash = await moduleHash(at(path))();
    if (E.isLeft(hash)) throw new Error(describeError(hash.left));
    return hash.right;
  };
  const files = {
    'a/main.mjs': `import { one } from './parts/one.mjs';
      import data from "../data.json" with { type: 'json' };
      import * as t from 'io-ts';
      // import './comment.mjs'
      const text = "import './text.mjs'";
      export const later = () => import('./parts/later.mjs');
      export default { terms: {} };`,
    'a/parts/one.mjs': "export * from './two.mjs'; export const one = 1;",
    'a/parts/two.mjs': "import './one.mjs'; export const two = 2;",
    'a/parts/later.mjs': 'export const later = 3;',
    'data.json': '{}',
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-hash-'));
    for (const [path, text] of Object.entries(files)) write(path, text);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is that of the file where it imports none', async () => {
    write('alone.mjs', "import * as t from 'io-ts'; import 'node:fs'; export default {};");
    expect(await hashOf('alone.mjs')).toBe(sha256(readFileSync(at('alone.mjs'), 'utf8')));
    write('broken.mjs', "import './none.mjs'; export default {");
    expect(await hashOf('broken.mjs')).toBe(sha256(readFileSync(at('broken.mjs'), 'utf8')));
  });

  it.each(Object.keys(files))('is another one when %s changes', async (path) => {
    const before = await hashOf('a/main.mjs');
    write(path, `${readFileSync(at(path), 'utf8')} `);
    expect(await hashOf('a/main.mjs')).not.toBe(before);
  });

  it('does not depend on other files, or on where they all are', async () => {
    const before = await hashOf('a/main.mjs');
    write('a/comment.mjs', '');
    write('a/text.mjs', '');
    expect(await hashOf('a/main.mjs')).toBe(before);
    cpSync(at('a'), at('moved', 'b'), { recursive: true });
    cpSync(at('data.json'), at('moved', 'data.json'));
    expect(await hashOf('moved/b/main.mjs')).toBe(before);
  });

  it('names an imported file that is not there', async () => {
    rmSync(at('a/parts/two.mjs'));
    const hash = await moduleHash(at('a/main.mjs'))();
    expect(E.isLeft(hash) && describeError(hash.left)).toMatch(/cannot read .*two\.mjs: it does not exist/);
  });

  it('refuses a module whose imports have changed', async () => {
    const modules = await modulesNow([at('a/main.mjs')])();
    if (E.isLeft(modules)) throw new Error(describeError(modules.left));
    write('a/parts/two.mjs', 'export const two = 22;');
    const loaded = await loadVocabulary(modules.right)();
    expect(E.isLeft(loaded) && describeError(loaded.left)).toMatch(
      /main\.mjs: it, or a file that it imports, has changed since its hash was taken/,
    );
  });
});
