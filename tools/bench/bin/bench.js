/** `npm run bench`. */
import { fileURLToPath } from 'node:url';
import { command } from '../dist/index.js';

const file = (path) => fileURLToPath(new URL(path, import.meta.url));

await command({
  program: file('program.js'),
  workerModule: import.meta.resolve('@sgmrl/experiments/worker'),
  kernels: file('../../../packages/wasm-kernels/bench/bench.mjs'),
  peers: file('../peers'),
}).parseAsync();
