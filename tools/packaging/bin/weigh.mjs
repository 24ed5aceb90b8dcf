import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** The files that load with one: what it imports by `import()` comes later, if at all. */
const loadedWith = (path, outputs, seen = new Set()) => {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const { path: imported, kind } of outputs[path].imports)
    if (kind === 'import-statement') loadedWith(imported, outputs, seen);
  return seen;
};

const sum = (numbers) => numbers.reduce((total, x) => total + x, 0);

/**
 * Bytes of a program for a browser that has one function of a package: minified, gzipped, and those
 * that come later. Packages are looked up from `root`.
 */
export const weigh = async (root, { name, from }) => {
  const { outputFiles, metafile } = await build({
    stdin: { contents: `export { ${name} } from '@sgmrl/${from}'`, resolveDir: root },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    // The loader of MuJoCo loads it in Node only.
    external: ['module'],
    splitting: true,
    absWorkingDir: root,
    outdir: root,
    write: false,
    metafile: true,
    tsconfigRaw: {},
    logLevel: 'silent',
  });
  const first = loadedWith('stdin.js', metafile.outputs);
  const isFirst = ({ path }) => [...first].some((file) => path.endsWith(`/${file}`));
  return {
    minified: sum(outputFiles.filter(isFirst).map(({ contents }) => contents.length)),
    gzipped: sum(outputFiles.filter(isFirst).map(({ contents }) => gzipSync(contents).length)),
    later: sum(outputFiles.filter((file) => !isFirst(file)).map(({ contents }) => contents.length)),
  };
};
