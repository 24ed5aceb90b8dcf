import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readJson } from './repository.mjs';
import { packAll } from './tarballs.mjs';

const isOurs = (name) => name.startsWith('@sgmrl/');

/** What a package says that it needs of others, by name; peers as well, which whoever installs it adds. */
export const needs = ({ dependencies = {}, peerDependencies = {} }) => [
  ...new Set([...Object.keys(dependencies), ...Object.keys(peerDependencies)]),
];

const link = (target, folder, name) => {
  const place = join(folder, 'node_modules', name);
  if (existsSync(place)) return;
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(target, place, 'dir');
};

/**
 * Installs all packages as tarballs below `place`, each where it sees what it declares and nothing
 * else, as pnpm and npm's linked strategy do. What is not ours is linked from `root`. Gives what links
 * packages, by name, into a project's folder.
 */
export const installAll = (root, place) => {
  const installed = new Map();
  for (const [name, tarball] of packAll(root, place)) {
    const room = join(place, 'rooms', name);
    const folder = join(room, 'node_modules', name);
    mkdirSync(folder, { recursive: true });
    execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
    const source = join(root, 'packages', name.slice('@sgmrl/'.length));
    installed.set(name, { folder, room, source, manifest: readJson(join(folder, 'package.json')) });
  }
  // A version that others do not share is the package's own.
  const foreign = (name, source) =>
    [source, root].map((from) => join(from, 'node_modules', name)).find(existsSync);
  for (const { room, source, manifest } of installed.values())
    for (const name of needs(manifest))
      link(isOurs(name) ? installed.get(name).folder : foreign(name, source), room, name);
  const add = (project, names) => {
    for (const name of names) link(installed.get(name)?.folder ?? foreign(name, root), project, name);
  };
  return { installed, add };
};
