import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What a program of `bin/` says of packages of these files, by their paths within `packages`. */
export const saidOf = async (program: string, files: Readonly<Record<string, string>>): Promise<string> => {
  const root = mkdtempSync(join(tmpdir(), 'packaging-'));
  try {
    const paths = { '@sgmrl/*': ['./packages/*/src/index.ts'] };
    const compilerOptions = { module: 'ESNext', moduleResolution: 'bundler', types: [], paths };
    writeFileSync(join(root, 'tsconfig.base.json'), JSON.stringify({ compilerOptions }));
    for (const [path, code] of Object.entries(files)) {
      const whole = join(root, 'packages', path);
      mkdirSync(dirname(whole), { recursive: true });
      writeFileSync(whole, code);
    }
    return await run(process.execPath, [join(__dirname, '../../bin', program), root]).then(
      ({ stdout, stderr }) => stdout + stderr,
      ({ stderr }: { readonly stderr: string }) => stderr,
    );
  } finally {
    rmSync(root, { recursive: true });
  }
};
