/** `npm run soak`. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const { soakCommand } = createRequire(import.meta.url)('../dist/index.cjs');

await soakCommand(fileURLToPath(new URL('../../../packages/cli/bin/sgmrl.js', import.meta.url))).parseAsync();
