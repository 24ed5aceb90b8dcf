#!/usr/bin/env node
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { absoluteLinks, relativeLinks } from './readme-links.mjs';
import { repositoryOf } from './repository.mjs';

// Checks what every package says of repository and publishing against the package.json of the root,
// and that its README says how to install it and where it runs, with links that lead somewhere:
// `node metadata.mjs [ROOT]`.
// With --write, writes what follows from the root.

const writes = process.argv.includes('--write');
const [root = fileURLToPath(new URL('../../..', import.meta.url))] = process.argv
  .slice(2)
  .filter((argument) => argument !== '--write');
const { url, page } = repositoryOf(root);

/** The build, and the sources that its maps lead to: no tests, nor what only tests read. */
const files = [
  'dist',
  'src',
  '!src/**/*.test.ts',
  '!src/**/*.browser.ts',
  '!src/**/testing',
  '!src/references',
];

const wanted = (manifest, directory) => ({
  ...manifest,
  homepage: `${page}/tree/main/${directory}#readme`,
  bugs: { url: `${page}/issues` },
  repository: { type: 'git', url, directory },
  publishConfig: { access: 'public', provenance: true },
  files: [...(manifest.bin === undefined ? [] : ['bin']), ...files],
  scripts: {
    ...manifest.scripts,
    prepack: 'nx build && node ../../tools/packaging/bin/readme.mjs absolute .',
    postpack: 'node ../../tools/packaging/bin/readme.mjs relative .',
  },
});

const wrongIn = (directory) => {
  const path = join(root, directory, 'package.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  const expected = wanted(manifest, directory);
  if (writes) writeFileSync(path, `${JSON.stringify(expected, null, 2)}\n`);
  const found = writes ? expected : manifest;
  const fields = Object.keys(expected).filter(
    (field) => JSON.stringify(found[field]) !== JSON.stringify(expected[field]),
  );
  const count = found.keywords?.length ?? 0;
  return [
    ...fields.map((field) => `${field} does not follow from the root: npm run metadata -- --write`),
    ...(count < 3 ? [`expected at least 3 keywords, found ${count}`] : []),
  ].map((message) => `${directory}/package.json: ${message}`);
};

/** A package with its peers, which Yarn does not add by itself. */
const installed = ({ name, peerDependencies = {} }) =>
  `Install: \`npm install ${[name, ...Object.keys(peerDependencies)].join(' ')}\`.`;

const unsaidIn = (directory) => {
  const readme = readFileSync(join(root, directory, 'README.md'), 'utf8');
  const paragraphs = readme.split(/\n{2,}/).map((text) => text.trim().replace(/\s+/g, ' '));
  const install = installed(JSON.parse(readFileSync(join(root, directory, 'package.json'), 'utf8')));
  return [
    ...(paragraphs.some((said) => said === install || said.startsWith(`${install} For the examples: `))
      ? []
      : [`expected a paragraph '${install}'`]),
    ...(paragraphs.some((text) => text.startsWith('Runs in '))
      ? []
      : ["expected a paragraph 'Runs in …' that says where the package runs"]),
  ].map((message) => `${directory}/README.md: ${message}`);
};

const deadIn = (directory) => {
  const text = readFileSync(join(root, directory, 'README.md'), 'utf8');
  const place = { root, page, directory };
  try {
    const packed = absoluteLinks(text, place);
    return relativeLinks(packed, place) === text
      ? []
      : [`${directory}/README.md: expected relative links in their shortest form`];
  } catch (error) {
    return [`${directory}/README.md: a link leads nowhere: ${error.path ?? error.message}`];
  }
};

const wrong = readdirSync(join(root, 'packages'))
  .map((name) => `packages/${name}`)
  .flatMap((directory) => [...wrongIn(directory), ...unsaidIn(directory), ...deadIn(directory)]);
wrong.forEach((line) => console.error(line));
process.exitCode = wrong.length === 0 ? 0 : 1;
