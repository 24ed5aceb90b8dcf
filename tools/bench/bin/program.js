/** One program in this process, driven through standard input and output; loaded as the `sgmrl` command loads itself. */
import { createRequire } from 'node:module';

const { serve } = createRequire(import.meta.url)('../dist/index.cjs');

const { program, setting } = JSON.parse(process.argv[2]);
await serve(program, setting, process.stdin, process.stdout);
process.exit(0);
