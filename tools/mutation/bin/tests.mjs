import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { build } from 'esbuild';
import { expect } from 'expect';
import { bind } from 'jest-each';

const tools = ['broker', 'finite-differences'];
const sourceOf = (root, name) =>
  join(root, tools.includes(name) ? 'tools' : 'packages', name, 'src/index.ts');

/** Takes the packages here from their sources, and leaves others to Node.js, which loads them once. */
const sources = (root) => ({
  name: 'sources',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^@sgmrl\// }, ({ path }) => ({ path: sourceOf(root, path.split('/')[1]) }));
    // Those that come as ES modules only cannot be required.
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || /^@(mujoco|noble)\//.test(path) ? undefined : { external: true },
    );
  },
});

/** The tests of documents find these from where they stand. */
const places = {
  name: 'places',
  setup: ({ onLoad }) => {
    onLoad({ filter: /document\.test\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('__dirname', JSON.stringify(dirname(path))),
      loader: 'ts',
    }));
  },
};

// Enumerations that take longer than all other tests together are left out: what only they detect
// asks for a quicker test.
const isTest = (file) =>
  file.endsWith('.test.ts') &&
  !/(equal-returns|normalised-weights|outer-weights|trajectory-baseline)\.test\.ts$/.test(file);

/** The test files of a package, by their paths below `src`. */
export const testFilesOf = (root, name) =>
  readdirSync(join(root, 'packages', name, 'src'), { recursive: true })
    .filter(isTest)
    .sort();

/**
 * The tests of a package, bundled once: a function that loads one of the files anew, as if nothing
 * had happened before, and gives its tests `{ id, run }`.
 */
export const testsOf = async (root, name) => {
  const resolveDir = join(root, 'packages', name, 'src');
  const loaded = (file) => `load(${JSON.stringify(file)}, () => require(${JSON.stringify(`./${file}`)}));`;
  const { outputFiles } = await build({
    stdin: { contents: testFilesOf(root, name).map(loaded).join('\n'), resolveDir },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'es2022',
    tsconfigRaw: {},
    plugins: [sources(root), places],
  });
  const program = new Script(`(require, expect, it, describe, load) => {${outputFiles[0].text}\n}`);
  const require = createRequire(join(resolveDir, 'index.ts'));
  return (wanted) => {
    const [tests, titles] = [[], [`${wanted}:`]];
    const it = (title, run) => {
      tests.push({ id: [...titles, title].join(' '), run });
    };
    const describe = (title, body) => {
      titles.push(title);
      body();
      titles.pop();
    };
    const load = (file, evaluate) => {
      if (file === wanted) evaluate();
    };
    Object.assign(it, { each: bind(it) });
    Object.assign(describe, { each: bind(describe, false) });
    program.runInThisContext()(require, expect, it, describe, load);
    return tests;
  };
};
