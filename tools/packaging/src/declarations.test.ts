import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const tool = join(__dirname, '../bin/declarations.mjs');

describe('declarations of a package', () => {
  let root = '';
  const folder = () => join(root, 'packages/one');
  const source = (name: string, text: string) => {
    writeFileSync(join(folder(), 'src', name), text);
  };
  const declare = () => {
    const { status, stderr } = spawnSync(process.execPath, [tool, folder()], { encoding: 'utf8' });
    return { status, stderr };
  };
  const built = (name: string) => readFileSync(join(folder(), 'dist', name), 'utf8');

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'declarations-'));
    mkdirSync(join(folder(), 'src/deep'), { recursive: true });
    const compilerOptions = {
      strict: true,
      skipLibCheck: true,
      module: 'ESNext',
      moduleResolution: 'bundler',
      target: 'ES2022',
    };
    writeFileSync(join(root, 'tsconfig.base.json'), JSON.stringify({ compilerOptions }));
    const exports = { '.': {}, './other': {}, './package.json': './package.json' };
    writeFileSync(join(folder(), 'package.json'), JSON.stringify({ type: 'module', exports }));
    source(
      'index.ts',
      "export type { Point } from './deep/point';\nexport { far } from './far';\nexport { made } from './deep/name';\nexport { kept } from './inner';\n",
    );
    source('deep/name.ts', "import { point } from '../make';\nexport const made = () => point;\n");
    source('other.ts', 'export const other = 1;\n');
    source('deep/point.ts', "import type { Real } from '../real';\nexport interface Point { x: Real }\n");
    source(
      'inner.ts',
      "import type { Point } from './deep/point';\nimport './make';\n\nexport const kept = 1;\n" +
        '/** @internal */\nexport const inner = (point: Point) => point;\n',
    );
    source('real.ts', 'export type Real = number;\n');
    source(
      'far.ts',
      "import { point } from './make';\n\n\nexport const near = 1;\nexport const far = () => point;\n",
    );
    source('make.ts', "import type { Point } from './deep/point';\nexport const point: Point = { x: 1 };\n");
    expect(declare()).toEqual({ status: 0, stderr: '' });
  });
  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  it('name files as Node loads them', () => {
    expect(built('index.d.ts')).toContain("from './far.js'");
    expect(built('index.d.cts')).toContain("from './far.cjs'");
    expect(built('deep/point.d.cts')).toContain("from '../real.cjs'");
    // A type that is inferred, with an import that the source does not have.
    expect(built('far.d.ts')).toContain("import('./index.js').Point");
    expect(built('deep/name.d.cts')).toContain("import('./point.cjs').Point");
    expect(built('other.d.ts')).toContain('other = 1');
  });

  it('leave out what only modules share, and what is imported for what it does', () => {
    expect(built('inner.d.ts')).toMatch(/^export declare const kept = 1;\n\/\/#/);
  });

  it.each(['d.ts', 'd.cts'])('lead to the line and column of the source: %s', (extension) => {
    const text = built(`far.${extension}`);
    const [, name = ''] = /\/\/# sourceMappingURL=(.*)/.exec(text) ?? [];
    expect(name).toBe(`far.${extension}.map`);
    const payload = JSON.parse(built(name)) as SourceMapPayload;
    const lines = text.split('\n');
    const line = lines.findIndex((one) => one.includes('const far'));
    const entry = new SourceMap(payload).findEntry(line, lines[line].indexOf('far'));
    if (!('originalSource' in entry)) throw new Error('no source');
    expect(resolve(dirname(join(folder(), 'dist', name)), entry.originalSource)).toBe(
      join(folder(), 'src/far.ts'),
    );
    expect([entry.originalLine, entry.originalColumn]).toEqual([4, 'export const '.length]);
  });

  it('are refused where the types are wrong', () => {
    source('real.ts', "export type Real = number;\nexport const real: Real = 'text';\n");
    expect(declare()).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('src/real.ts(2,14): error TS2322') as string,
    });
  });
});
