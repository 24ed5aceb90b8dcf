#!/usr/bin/env node
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { readmeExamples } from './readme-examples.mjs';
import { importedBy } from './imported-by.mjs';
import { problemOf } from './problems.mjs';
import { readJson } from './repository.mjs';
import { packAll } from './tarballs.mjs';

// Installs the packages, as npm does, beside the oldest and the newest version of each peer
// dependency that they allow: `npm run check:ranges`, or `npm run check:ranges -- oldest`. There must
// be one copy of each peer, with every name that the packages import. The examples of the READMEs must
// compile, with every declaration that they reach, and run.

const root = fileURLToPath(new URL('../../..', import.meta.url));
const place = realpathSync(mkdtempSync(join(tmpdir(), 'ranges-')));
const run = promisify(execFile);
const isOurs = (name) => name.startsWith('@sgmrl/');

/** All versions that satisfy a range, from the oldest on. */
const versionsIn = async (name, range) => {
  const { stdout } = await run('npm', ['view', '--json', `${name}@${range}`, 'version']);
  const { compare } = new Intl.Collator('en', { numeric: true });
  return [JSON.parse(stdout)].flat().sort(compare);
};

const tarballs = packAll(root, place);
const manifests = [...tarballs.keys()].map((name) =>
  readJson(join(root, 'packages', name.slice('@sgmrl/'.length), 'package.json')),
);
const peersOf = ({ peerDependencies = {} }) => Object.entries(peerDependencies);
const peers = new Map(manifests.flatMap(peersOf));

/** A project with all packages, some versions of their peers, and what examples import. */
const install = async (folder, versions, imported) => {
  mkdirSync(folder);
  const pinned = readJson(join(root, 'package-lock.json')).packages;
  const others = [...imported, '@types/node', '@types/long', '@types/emscripten'].filter(
    (name) => !isOurs(name),
  );
  const dependencies = {
    ...Object.fromEntries(others.map((name) => [name, pinned[`node_modules/${name}`].version])),
    ...versions,
    ...Object.fromEntries([...tarballs].map(([name, tarball]) => [name, `file:${tarball}`])),
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
  await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'], {
    cwd: folder,
  });
};

/** No package has a copy of its own of a peer. */
const checkOneCopy = (folder) =>
  manifests.flatMap((manifest) =>
    peersOf(manifest)
      .map(([name]) => join('node_modules', manifest.name, 'node_modules', name))
      .filter((path) => existsSync(join(folder, path)))
      .map((path) => `expected one copy in the project, found ${path}`),
  );

/** What stays out when the packages are bundled: neither ours nor a peer. */
const outside = manifests.flatMap(({ dependencies = {} }) =>
  Object.keys(dependencies).filter((name) => !isOurs(name) && !peers.has(name)),
);

/** The peers have every name that the build for bundlers imports. */
const checkNames = (folder) =>
  problemOf(
    'names',
    build({
      stdin: {
        contents: [...tarballs.keys()].map((name) => `export * from '${name}';`).join('\n'),
        resolveDir: folder,
      },
      bundle: true,
      write: false,
      platform: 'node',
      format: 'esm',
      conditions: ['module'],
      mainFields: ['module', 'main'],
      external: outside,
      logLevel: 'silent',
      logOverride: { 'import-is-undefined': 'error' },
    }),
  );

/** The examples compile to JavaScript. */
const compile = (folder) => {
  const compilerOptions = {
    target: 'ES2022',
    lib: ['ES2023', 'DOM'],
    module: 'NodeNext',
    strict: true,
    // The last two are those of tfjs.
    types: ['node', 'long', 'emscripten'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.mts'] }));
  const compiler = fileURLToPath(import.meta.resolve('typescript/bin/tsc'));
  return problemOf('types', run(process.execPath, [compiler, '-p', '.'], { cwd: folder }));
};

/** Two at a time. */
const runAll = async (folder, files) => {
  const waiting = files.values();
  const problems = [];
  const lane = async () => {
    for (const file of waiting)
      problems.push(...(await problemOf(file, run(process.execPath, [`${file}.mjs`], { cwd: folder }))));
  };
  await Promise.all([lane(), lane()]);
  return problems;
};

/** The examples of the packages that have peers, by a name for their files. */
const examples = new Map(
  manifests
    .filter((manifest) => peersOf(manifest).length > 0)
    .map(({ name }) => name.slice('@sgmrl/'.length))
    .flatMap((name) =>
      readmeExamples(join(root, 'packages', name)).map((code, i) => [`${name}-${i + 1}`, code]),
    ),
);

const check = async (end, versions) => {
  const folder = join(place, end);
  await install(folder, versions, new Set([...examples.values()].flatMap(importedBy)));
  for (const [name, code] of examples) writeFileSync(join(folder, `${name}.mts`), code);
  return [
    ...checkOneCopy(folder),
    ...(await checkNames(folder)),
    ...(await compile(folder)),
    ...(await runAll(folder, [...examples.keys()])),
  ];
};

const ends = { oldest: (versions) => versions[0], newest: (versions) => versions.at(-1) };
const [wanted] = process.argv.slice(2);
const tried = Object.entries(ends).filter(([end]) => wanted === undefined || wanted === end);

try {
  const problems = [];
  for (const [end, choose] of tried) {
    const versions = {};
    for (const [name, range] of peers) versions[name] = choose(await versionsIn(name, range));
    const told = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
    const found = await check(end, versions);
    problems.push(...found.map((problem) => `with ${told.join(', ')}: ${problem}`));
  }
  problems.forEach((problem) => console.error(problem));
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  rmSync(place, { recursive: true });
}
