/** `npm run scale`. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const { scaleCommand } = createRequire(import.meta.url)('../dist/index.cjs');

const file = (path) => fileURLToPath(new URL(path, import.meta.url));

await scaleCommand({
  sgmrl: file('../../../packages/cli/bin/sgmrl.js'),
  worker: file('loopback-worker.js'),
  documents: file('../../../docs'),
}).parseAsync();
