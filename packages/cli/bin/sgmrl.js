#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

// CommonJS all the way, here and in worker threads: Node loads tfjs by `require` in half the time of an import.
const require = createRequire(import.meta.url);

if (existsSync(new URL('../dist/index.cjs', import.meta.url))) {
  const { main } = require('../dist/index.cjs');
  process.exitCode = await main(process.argv.slice(2), {
    out: process.stdout,
    err: process.stderr,
    workerModule: require.resolve('@sgmrl/experiments/worker'),
  });
} else {
  console.error('sgmrl is not built yet: run `npm run build` first');
  process.exitCode = 1;
}
