/** One program in this process, driven through standard input and output. */
import { serve } from '../dist/index.js';

const { program, setting } = JSON.parse(process.argv[2]);
await serve(program, setting, process.stdin, process.stdout);
process.exit(0);
