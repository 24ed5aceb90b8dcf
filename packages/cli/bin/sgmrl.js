#!/usr/bin/env node
import { closeSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isatty } from 'node:tty';

// CommonJS all the way, here and in worker threads: Node loads tfjs by `require` in half the time of an import.
const require = createRequire(import.meta.url);

// At its end, Node restores the settings of terminals, and aborts where one was closed meanwhile.
const terminals = [0, 1, 2].filter((descriptor) => isatty(descriptor));
process.on('exit', () => {
  for (const descriptor of terminals) if (!isatty(descriptor)) closeSync(descriptor);
});

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
