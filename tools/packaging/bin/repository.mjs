import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Where the repository is on the web: the `repository` of its root says it, nothing else does. */
export const repositoryOf = (root) => {
  const { url } = readJson(join(root, 'package.json')).repository;
  return { url, page: url.replace(/^git\+/, '').replace(/\.git$/, '') };
};
