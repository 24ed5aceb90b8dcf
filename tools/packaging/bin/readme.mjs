#!/usr/bin/env node
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { absoluteLinks, relativeLinks } from './readme-links.mjs';
import { repositoryOf } from './repository.mjs';

// Links of a package's README. In the repository they are relative, and work in any clone; a tarball
// has absolute ones: `node readme.mjs absolute FOLDER` before packing, `relative` after it. Both may
// be repeated.

const [direction, folder, root = fileURLToPath(new URL('../../..', import.meta.url))] = process.argv.slice(2);
const turn = { absolute: absoluteLinks, relative: relativeLinks }[direction];
if (turn === undefined || folder === undefined) {
  console.error('usage: readme.mjs absolute|relative FOLDER [ROOT]');
  process.exit(2);
}
const readme = join(folder, 'README.md');
const { page } = repositoryOf(root);
const directory = relative(resolve(root), resolve(folder)).replaceAll('\\', '/');
writeFileSync(readme, turn(readFileSync(readme, 'utf8'), { root, page, directory }));
