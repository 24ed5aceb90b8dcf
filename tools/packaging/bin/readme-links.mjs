import { statSync } from 'node:fs';
import { join, posix } from 'node:path';

const leaves = (target) => target !== '' && !/^[a-z]+:/.test(target);

/** A README of the folder `directory` with absolute links in the place of relative ones. */
export const absoluteLinks = (text, { root, page, directory }) =>
  text.replace(/\]\(([^)#\s]*)([^)\s]*)\)/g, (link, path, anchor) => {
    if (!leaves(path)) return link;
    const target = posix.join(directory, path);
    const kind = statSync(join(root, target)).isDirectory() ? 'tree' : 'blob';
    return `](${page}/${kind}/main/${target}${anchor})`;
  });

/** What `absoluteLinks` was given. */
export const relativeLinks = (text, { page, directory }) =>
  text
    .split(/(\]\([^)\s]*\))/)
    .map((part) => {
      const [, target] = /^\]\((?:[^)]*)\/(?:tree|blob)\/main\/([^)]*)\)$/.exec(part) ?? [];
      return target === undefined || !part.startsWith(`](${page}/`)
        ? part
        : `](${posix.relative(directory, target)})`;
    })
    .join('');
