import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const here = fileURLToPath(new URL('..', import.meta.url));

/** What a program of this folder prints, given words. */
export const printed = (source, ...words) => {
  const program = `${here}/dist/program.mjs`;
  buildSync({
    entryPoints: [`${here}/${source}`],
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    tsconfigRaw: {},
    outfile: program,
  });
  const { status, stdout } = spawnSync(process.execPath, [program, ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) process.exit(1);
  return stdout;
};
