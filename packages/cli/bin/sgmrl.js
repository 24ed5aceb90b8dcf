#!/usr/bin/env node
import { existsSync } from 'node:fs';

const built = new URL('../dist/index.js', import.meta.url);

if (existsSync(built)) {
  const { main } = await import(built.href);
  process.exitCode = await main(process.argv.slice(2), {
    out: process.stdout,
    err: process.stderr,
    workerModule: import.meta.resolve('@sgmrl/experiments/worker'),
  });
} else {
  console.error('sgmrl is not built yet: run `npm run build` first');
  process.exitCode = 1;
}
