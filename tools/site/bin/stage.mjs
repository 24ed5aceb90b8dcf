import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isPage, pageOf } from './places.mjs';

/** The files that the repository holds or would hold, without what git ignores. */
const filesOf = (root) =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((file) => file !== '');

const pictures = /^docs\/.*\.(svg|png|gif)$/;

/** The documents of the site: which page comes from which file. */
export const documentsOf = (root) =>
  Object.fromEntries(
    filesOf(root)
      .filter(isPage)
      .map((file) => [pageOf(file), file]),
  );

/** Lays documents and pictures out as the site has them, each as it is. */
export const stage = (root, pages) => {
  const copy = (from, to) => {
    mkdirSync(dirname(join(pages, to)), { recursive: true });
    cpSync(join(root, from), join(pages, to));
  };
  for (const [page, file] of Object.entries(documentsOf(root))) copy(file, page);
  for (const file of filesOf(root).filter((path) => pictures.test(path))) copy(file, file);
  cpSync(join(root, 'tools/site/pages'), pages, { recursive: true });
};

const short = (name) => name.replace('@sgmrl/', '');

/** The packages of the workspace, from their manifests. */
export const packagesOf = (root) =>
  filesOf(root)
    .filter((file) => /^packages\/[^/]+\/package\.json$/.test(file))
    .map((file) => JSON.parse(readFileSync(join(root, file), 'utf8')))
    .filter((manifest) => manifest.private !== true)
    .map(({ name, description, dependencies = {} }) => ({
      name: short(name),
      description,
      below: Object.keys(dependencies)
        .filter((other) => other.startsWith('@sgmrl/'))
        .map(short),
    }));

/** Writes a page that is made while the site is built. */
export const writePage = (pages, page, text) => {
  mkdirSync(dirname(join(pages, page)), { recursive: true });
  writeFileSync(join(pages, page), text);
};
