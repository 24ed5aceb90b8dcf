/** `npm run bench`. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { command } = require('../dist/index.cjs');

const file = (path) => fileURLToPath(new URL(path, import.meta.url));

await command({
  program: file('program.js'),
  workerModule: require.resolve('@sgmrl/experiments/worker'),
  kernels: file('../../../packages/wasm-kernels/bench/bench.mjs'),
  peers: file('../peers'),
}).parseAsync();
