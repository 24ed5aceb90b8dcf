#!/usr/bin/env node
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { importedBy } from './imported-by.mjs';
import { readJson } from './repository.mjs';

// What the types of a package hold of other libraries, the program that uses it has as well: such a
// library is a peer dependency, of the packages above it too, and of one range everywhere:
// `node peers.mjs [ROOT]`.

/** Whose types are in ours, and why they are dependencies nevertheless. */
const looked = {
  '@nats-io/transport-node': 'our own function makes the connection, and it goes to the client beside it',
};

const isOurs = (name) => name.startsWith('@sgmrl/');

const [root = fileURLToPath(new URL('../../..', import.meta.url))] = process.argv.slice(2);
const manifests = readdirSync(join(root, 'packages')).map((folder) => ({
  folder,
  dependencies: {},
  peerDependencies: {},
  ...readJson(join(root, 'packages', folder, 'package.json')),
}));
const byName = new Map(manifests.map((manifest) => [manifest.name, manifest]));

/** The declarations that a file of them leads to, itself among them. */
const reached = (path, seen = new Set()) => {
  if (seen.has(path) || !existsSync(path)) return seen;
  seen.add(path);
  const { importedFiles } = ts.preProcessFile(readFileSync(path, 'utf8'));
  for (const { fileName } of importedFiles.filter(({ fileName }) => fileName.startsWith('.')))
    reached(join(dirname(path), fileName.replace(/\.js$/, '.d.ts')), seen);
  return seen;
};

/** The libraries in the declarations of a package. */
const inTypes = ({ folder, exports = { '.': {} } }) => {
  const built = join(root, 'packages', folder, 'dist');
  const entries = Object.keys(exports).map((name) =>
    join(built, `${name === '.' ? 'index' : name.slice('./'.length)}.d.ts`),
  );
  const imported = entries
    .flatMap((entry) => [...reached(entry)])
    .flatMap((path) => importedBy(readFileSync(path, 'utf8')));
  return imported.filter((name) => !isOurs(name) && looked[name] === undefined);
};

const crossing = (manifest) =>
  [...new Set(inTypes(manifest))]
    .filter((library) => manifest.peerDependencies[library] === undefined)
    .map((library) => `${manifest.name}: ${library} is in its types: expected a peer dependency`);

const handedOn = ({ name, dependencies, peerDependencies }) =>
  Object.keys(dependencies)
    .filter(isOurs)
    .flatMap((below) => Object.keys(byName.get(below)?.peerDependencies ?? {}).map((peer) => [below, peer]))
    .filter(([, peer]) => peerDependencies[peer] === undefined && dependencies[peer] === undefined)
    .map(([below, peer]) => `${name}: ${below} needs ${peer}: expected a peer dependency`);

const ranges = new Map();
const ofOneRange = ({ name, peerDependencies }) =>
  Object.entries(peerDependencies).flatMap(([peer, range]) => {
    if (!ranges.has(peer)) ranges.set(peer, range);
    const expected = ranges.get(peer);
    return range === expected ? [] : [`${name}: expected ${peer} ${expected}, found ${range}`];
  });

const wrong = manifests.flatMap((manifest) => [
  ...crossing(manifest),
  ...handedOn(manifest),
  ...ofOneRange(manifest),
]);
wrong.forEach((line) => console.error(line));
process.exitCode = wrong.length === 0 ? 0 : 1;
