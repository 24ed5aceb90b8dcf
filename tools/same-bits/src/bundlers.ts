import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { buildSync } from 'esbuild';

/** The files of a program for a browser by their paths; `page.js` is what a page loads. */
export type Program = ReadonlyMap<string, Uint8Array>;

/** What MuJoCo asks Node for, and no browser. */
const ofNode = ['module'];

const filesUnder = (folder: string): Program =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path)];
      }),
  );

const byEsbuild = (entry: string): Program => {
  const { outputFiles } = buildSync({
    entryPoints: { page: entry },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    external: ofNode,
    tsconfigRaw: {},
    outdir: 'out',
    write: false,
    logLevel: 'silent',
  });
  return new Map(outputFiles.map(({ path, contents }) => [basename(path), contents]));
};

const byVite = (entry: string): Program => {
  const folder = mkdtempSync(join(tmpdir(), 'vite-'));
  try {
    execFileSync(process.execPath, [join(__dirname, '../bin/bundle-by-vite.mjs'), entry, folder]);
    return filesUnder(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** Each bundles a module with the built packages. */
export const bundlers: Readonly<Record<'esbuild' | 'vite', (entry: string) => Program>> = {
  esbuild: byEsbuild,
  vite: byVite,
};
