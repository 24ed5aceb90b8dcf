import { readFileSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { defineConfig, type Options } from 'tsup';

// Built from the package's folder, twice. Node has one file an entry, to ESM and CommonJS: it reads
// few files faster than many. Bundlers ask for the condition `module` and have one file a module,
// with the ES modules of fp-ts, so that they leave out what a program does not use. Declarations come
// from tools/packaging/bin/declarations.mjs, since tsup gives them no maps.

const { exports = { '.': {} } } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly exports?: Readonly<Record<string, unknown>>;
};

/** The source of each entry in `exports`: `.` is index.ts, `./name` is name.ts. */
const entries = Object.keys(exports)
  .filter((name) => name !== './package.json')
  .map((name) => `src/${name === '.' ? 'index' : name.slice('./'.length)}.ts`);

const isModule = (file: string): boolean =>
  file.endsWith('.ts') && !/\.(test|browser)\.ts$|^testing\/|\/testing\//.test(file);

const modules = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter(isModule)
  .map((file) => `src/${file}`);

/**
 * Every module is without effect (`sideEffects` says so), but a bundler that takes one function of
 * it keeps each call at its top level, as of a codec or a row, unless it is told that it is pure.
 */
const withPureCalls = (source: string): string =>
  source.replace(
    /^((?:export )?const \w+(?:: (?:[^=]|=>)+)? =\s+)(?=(?:new )?[\w.]+[(<])/gm,
    '$1/* @__PURE__ */ ',
  );

const apart: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'one file a module',
  setup: (build) => {
    build.onResolve({ filter: /^\.{1,2}\// }, ({ path, kind }) =>
      kind === 'entry-point' || path.endsWith('.json') ? undefined : { path: `${path}.js`, external: true },
    );
    build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => ({
      contents: withPureCalls(await readFile(path, 'utf8')),
      loader: 'ts',
    }));
    build.onResolve({ filter: /^fp-ts\/lib\// }, ({ path }) => ({
      path: path.replace('fp-ts/lib/', 'fp-ts/es6/'),
      external: true,
    }));
  },
};

const common: Options = {
  target: 'es2022',
  sourcemap: true,
  silent: true,
  removeNodeProtocol: false,
  tsconfig: '../../tsconfig.base.json',
};

export default defineConfig([
  { ...common, entry: entries, format: ['esm', 'cjs'], clean: ['!modules/**'] },
  {
    ...common,
    entry: modules,
    format: 'esm',
    outDir: 'dist/modules',
    clean: true,
    splitting: false,
    // Left to the plugin.
    noExternal: [/^fp-ts\//],
    esbuildPlugins: [apart],
  },
]);
