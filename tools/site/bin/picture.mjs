#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { walksPicture } from './walks-picture.mjs';

// Trains for the picture of the home page and of README.md, and writes what it shows.

const here = fileURLToPath(new URL('..', import.meta.url));
const program = `${here}/dist/walks.mjs`;
buildSync({
  entryPoints: [`${here}/src/picture/walks.ts`],
  bundle: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
  tsconfigRaw: {},
  outfile: program,
});
const { status, stdout } = spawnSync(process.execPath, [program], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
});
if (status !== 0) process.exit(1);
writeFileSync(`${here}/src/picture/walks.json`, stdout);
writeFileSync(`${here}/../../docs/walks.svg`, walksPicture(JSON.parse(stdout)));
