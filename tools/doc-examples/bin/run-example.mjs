#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

// Runs TypeScript as it stands in a document, or in a file of your own, with the built packages of
// this clone: `npm run example README.md`, `npm run example mine.ts`.

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Where `npm run` was typed. */
const here = process.env.INIT_CWD ?? process.cwd();

const fail = (message) => {
  console.error(`example: ${message}`);
  process.exit(2);
};

/** The modules in a file: each `ts` block of a document is one. */
const modulesIn = (path, text) =>
  extname(path) === '.md'
    ? [...text.matchAll(/^```ts\n([^]*?)^```/gm)].map(([, code], i) => ({ name: `example ${i + 1}`, code }))
    : [{ name: 'it', code: text }];

const run = async (path, { name, code }) => {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: dirname(path), sourcefile: path, loader: 'ts' },
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'inline',
    write: false,
    logLevel: 'silent',
  }).catch(({ message }) => fail(message));
  // Node looks for packages from where it works.
  const { status } = spawnSync(process.execPath, ['--enable-source-maps', '--input-type=module', '-'], {
    cwd: root,
    input: outputFiles[0].text,
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  if (status !== 0) process.exit(1);
  console.log(`${path}: ${name} ran to its end`);
};

const [file] = process.argv.slice(2);
if (file === undefined) fail('expected a file: npm run example README.md, or npm run example mine.ts');
const path = resolve(here, file);
if (!existsSync(path)) fail(`there is no file ${path}`);
const modules = modulesIn(path, readFileSync(path, 'utf8'));
if (modules.length === 0) fail(`${path} holds no block of TypeScript`);
for (const one of modules) await run(path, one);
