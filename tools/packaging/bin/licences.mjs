#!/usr/bin/env node
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readJson } from './repository.mjs';

// The licence of everything that the lockfile installs must be one that Apache-2.0 allows beside it:
// `node licences.mjs [ROOT]`.

const permissive = new Set([
  ...['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'CC0-1.0', 'ISC', 'MIT'],
  ...['Python-2.0', 'Unlicense'],
]);

/** Packages whose manifest names no licence of the list, and why they may be used nevertheless. */
const looked = {
  'axe-core': { says: 'MPL-2.0', because: 'runs in a test as it is; neither changed nor published by us' },
  'caniuse-lite': { says: 'CC-BY-4.0', because: 'data of a development tool; not published by us' },
  spawndamnit: { says: 'SEE LICENSE IN LICENSE', because: 'the file is the MIT licence' },
};

/** Of alternatives one must be permissive, of a sum all. */
const allowed = (expression) =>
  expression
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((licence) => permissive.has(licence)));

const [root = fileURLToPath(new URL('../../..', import.meta.url))] = process.argv.slice(2);
const refused = Object.entries(readJson(join(root, 'package-lock.json')).packages)
  .filter(([path]) => path.includes('node_modules/'))
  .filter(([, { link }]) => link !== true)
  .map(([path, { license = 'none' }]) => ({ name: path.split('node_modules/').at(-1), license }))
  .filter(({ name, license }) => !allowed(license) && looked[name]?.says !== license);
refused.forEach(({ name, license }) => {
  console.error(`${name}: expected a permissive licence, found ${license}`);
});
process.exitCode = refused.length === 0 ? 0 : 1;
