import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { missingExamples } from './missing-examples';

const root = join(__dirname, '../../..');

it('every function that a package exports has an example', () => {
  const entries = readdirSync(join(root, 'packages')).map((name) =>
    join(root, 'packages', name, 'src/index.ts'),
  );
  expect(missingExamples(root, entries)).toEqual([]);
});

describe('missingExamples', () => {
  const folder = mkdtempSync(join(tmpdir(), 'missing-examples-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const check = (index: string, module: string): readonly string[] => {
    mkdirSync(join(folder, 'src'), { recursive: true });
    writeFileSync(
      join(folder, 'tsconfig.base.json'),
      '{ "compilerOptions": { "noLib": true, "types": [] } }',
    );
    writeFileSync(join(folder, 'src/index.ts'), index);
    writeFileSync(join(folder, 'src/x.ts'), module);
    return missingExamples(folder, [join(folder, 'src/index.ts')]);
  };
  const example = '@example\n * ```ts\n * f();\n * ```\n';

  it.each([
    ['a function', 'export function f() {}'],
    ['an arrow', 'export const f = () => 1;'],
    ['what a function gives', 'const make = () => () => 1;\nexport const f = make();'],
    ['a generator', 'export function* f() {}'],
  ])('names %s without an example', (_, source) => {
    const found = check(`export { f } from './x';`, `/** Says what it is. */\n${source}`);
    expect(found).toEqual([expect.stringMatching(/^src\/x\.ts:[23]: function f has no @example$/)]);
    expect(check(`export { f } from './x';`, source.replace('export', `/** ${example} */\nexport`))).toEqual(
      [],
    );
  });

  it('takes a reference for an example where it leads to one, in the same package', () => {
    const module = (other: string) =>
      `/** @example See {@link ${other}}. */\nexport const f = () => 1;\n/** ${example} */\nexport const g = f;\n/** No example. */\nexport const h = f;`;
    const missing = ['src/x.ts:2: function f has no @example'];
    expect(check(`export { f, g } from './x';`, module('g'))).toEqual([]);
    expect(check(`export { f } from './x';`, module('g'))).toEqual(missing);
    expect(check(`export { f } from './x';`, module('f'))).toEqual(missing);
    expect(check(`export { f, h } from './x';`, module('h'))).toHaveLength(2);
  });

  it('asks nothing of other values and of types, nor of what the entry file does not export', () => {
    expect(
      check(
        `export { a, type B } from './x';`,
        'export const a = { f: () => 1 };\nexport type B = () => 1;\nexport const f = () => 1;',
      ),
    ).toEqual([]);
  });

  it('refuses an entry that is not there', () => {
    const nowhere = join(folder, 'src/nowhere.ts');
    expect(() => missingExamples(folder, [nowhere])).toThrow(`${nowhere}: expected a module with exports`);
  });
});
