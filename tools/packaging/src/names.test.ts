import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const program = join(__dirname, '../bin/names.mjs');
const run = promisify(execFile);

/** What is said of packages with these entries. */
const saidOf = async (entries: Readonly<Record<string, string>>): Promise<string> => {
  const root = mkdtempSync(join(tmpdir(), 'names-'));
  try {
    const paths = { '@sgmrl/*': ['./packages/*/src/index.ts'] };
    const compilerOptions = { module: 'ESNext', moduleResolution: 'bundler', types: [], paths };
    writeFileSync(join(root, 'tsconfig.base.json'), JSON.stringify({ compilerOptions }));
    for (const [name, code] of Object.entries(entries)) {
      mkdirSync(join(root, 'packages', name, 'src'), { recursive: true });
      writeFileSync(join(root, 'packages', name, 'src/index.ts'), code);
    }
    return await run(process.execPath, [program, root]).then(
      ({ stdout, stderr }) => stdout + stderr,
      ({ stderr }: { readonly stderr: string }) => stderr,
    );
  } finally {
    rmSync(root, { recursive: true });
  }
};

it.each<[string, Readonly<Record<string, string>>, string]>([
  [
    'one name for two things',
    { low: 'export const sum = 1;', high: 'export const sum = 2;' },
    'sum: expected one thing in all packages, found one in each of high, low\n',
  ],
  [
    'one name for two types',
    { low: 'export interface Span { a: 1 }', high: 'export type Span = string;' },
    'Span: expected one thing in all packages, found one in each of high, low\n',
  ],
  [
    'a name that is passed on',
    { low: 'export const sum = 1;', high: "export { sum } from '@sgmrl/low';" },
    '',
  ],
  [
    "a type with TypeScript's name",
    { low: 'export type Partial = 1;' },
    '@sgmrl/low: Partial: expected a name of its own, found that of a global type\n',
  ],
  [
    'a type with the name of a class of JavaScript',
    { low: 'export interface Iterator { a: 1 }' },
    '@sgmrl/low: Iterator: expected a name of its own, found that of a global type\n',
  ],
  ['a value with the name of a type', { low: 'export const Iterator = 1;' }, ''],
])('%s', async (_, entries, said) => {
  expect(await saidOf(entries)).toBe(said);
});
