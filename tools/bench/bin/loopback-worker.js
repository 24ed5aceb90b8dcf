/** A worker whose jobs compute nothing, at the broker of the first argument. */
import { createRequire } from 'node:module';

const { loopbackWorker } = createRequire(import.meta.url)('../dist/index.cjs');

await loopbackWorker(process.argv[2]);
