#!/usr/bin/env node
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ts from 'typescript';
import { lostDefinitions } from './definitions.mjs';
import { problemOf } from './problems.mjs';
import { readmeExamples, readmeInstalls } from './readme-examples.mjs';
import { installAll, needs } from './strict-layout.mjs';

// Installs every package as it is packed, with what it declares and nothing else, into an empty
// project: `npm run check:installed`. Imports it as an ES module and by `require`, which must give the
// same names; compiles a program against its types; follows each declaration to its source; runs the
// examples of its README.

const root = fileURLToPath(new URL('../../..', import.meta.url));
const place = realpathSync(mkdtempSync(join(tmpdir(), 'installed-')));
const run = promisify(execFile);
const { installed, add } = installAll(root, place);
const names = [...installed.keys()];

/** An empty project with some packages. */
const project = (name, dependencies) => {
  const folder = join(place, 'projects', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
  add(folder, dependencies);
  return folder;
};

/** Both builds for Node load, and have the same names. */
const checkImports = () => {
  const folder = project('imports', names);
  const program = `
    import { createRequire } from 'node:module';
    import { deepStrictEqual, ok } from 'node:assert';
    const require = createRequire(import.meta.url);
    const named = (exports) => Object.keys(exports).filter((name) => !['default', 'module.exports', '__esModule'].includes(name)).sort();
    for (const name of ${JSON.stringify(names)}) {
      const found = named(await import(name));
      ok(found.length > 0, name + ' exports nothing');
      deepStrictEqual(named(require(name)), found, name);
    }`;
  writeFileSync(join(folder, 'imports.mjs'), program);
  return problemOf('imports', run(process.execPath, ['imports.mjs'], { cwd: folder }));
};

/** Whether a package, or one that it needs, needs tfjs, whose types want those of browsers. */
const needsTfjs = (name) =>
  needs(installed.get(name)?.manifest ?? {}).some(
    (other) => other.startsWith('@tensorflow/') || needsTfjs(other),
  );

/**
 * Programs in ES modules and in CommonJS compile, with every declaration that they reach. `more` is
 * what tfjs takes for granted.
 */
const checkTypes = (title, packages, more = { lib: [], types: [] }) => {
  const types = ['node', ...more.types];
  const folder = project(title, [...packages, ...types.map((name) => `@types/${name}`)]);
  packages.forEach((name, i) => {
    for (const extension of ['mts', 'cts'])
      writeFileSync(
        join(folder, `p${i}.${extension}`),
        `import * as it from '${name}';\nexport const names: readonly string[] = Object.keys(it);\n`,
      );
  });
  const compilerOptions = {
    target: 'ES2022',
    lib: ['ES2023', ...more.lib],
    module: 'NodeNext',
    strict: true,
    types,
    noEmit: true,
    skipLibCheck: false,
  };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, include: ['*.mts', '*.cts'] }),
  );
  const compiler = fileURLToPath(import.meta.resolve('typescript/bin/tsc'));
  return problemOf(title, run(process.execPath, [compiler, '-p', '.'], { cwd: folder }));
};

const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };

/** The examples of a README run with what it tells to install. */
const checkReadme = async (name) => {
  const { folder } = installed.get(name);
  const examples = readmeExamples(folder);
  const empty = project(name.replace('@sgmrl/', 'readme-'), readmeInstalls(folder));
  const problems = [];
  for (const [i, code] of examples.entries()) {
    writeFileSync(join(empty, `${i}.mjs`), ts.transpileModule(code, { compilerOptions }).outputText);
    problems.push(
      ...(await problemOf(
        `${name}: example ${i + 1} of its README`,
        run(process.execPath, [`${i}.mjs`], { cwd: empty }),
      )),
    );
  }
  return problems;
};

/** Two at a time. */
const checkReadmes = async () => {
  const waiting = names.values();
  const problems = [];
  const lane = async () => {
    for (const name of waiting) problems.push(...(await checkReadme(name)));
  };
  await Promise.all([lane(), lane()]);
  return problems;
};

try {
  const problems = [
    ...(await checkImports()),
    ...(await checkTypes(
      'types',
      names.filter((name) => !needsTfjs(name)),
    )),
    ...(await checkTypes('types-with-tfjs', names.filter(needsTfjs), { lib: ['DOM'], types: ['long'] })),
    ...names.flatMap((name) => lostDefinitions(installed.get(name).folder)),
    ...(await checkReadmes()),
  ];
  problems.forEach((problem) => console.error(problem));
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  rmSync(place, { recursive: true });
}
