import { existsSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

// Where the files of the repository are on the site.

/** Documents of the site, as they stand in the repository: each of these, and what is below. */
const sources = [
  /^[A-Z]+\.md$/,
  /^docs\/.*\.md$/,
  /^packages\/[^/]+\/README\.md$/,
  /^tools\/[^/]+\/README\.md$/,
];

/** What the reference of the site shows instead, from the sources themselves. */
const reported = /^docs\/api(\/|$)/;

export const isPage = (file) => !reported.test(file) && sources.some((source) => source.test(file));

/** The page of a document: a README is that of its folder; the root's is beside the home page. */
export const pageOf = (file) =>
  file === 'README.md' ? 'overview.md' : file.replace(/(^|\/)README\.md$/, '$1index.md');

/** A path to another page or file, as a link from `page` says it. */
const between = (page, target) => {
  const path = posix.relative(posix.dirname(page), target);
  return path.startsWith('.') ? path : `./${path}`;
};

/**
 * Where a link of a document leads on the site: to a page; to a picture, which stays where it is
 * beside its document; or into the repository on the web.
 *
 * @throws Error if the file is not there.
 */
export const linkOf = (href, { root, page, source, repository }) => {
  const [, path, anchor] = /^([^#]*)(#.*)?$/.exec(href);
  if (path === '' || /^[a-z]+:/.test(path)) return href;
  const file = posix.join(posix.dirname(source), path).replace(/\/$/, '');
  if (!existsSync(join(root, file))) throw new Error(`${source}: there is no ${file}, to which a link leads`);
  if (reported.test(file)) return between(page, 'api/index.md');
  const isFolder = statSync(join(root, file)).isDirectory();
  const document = isFolder && existsSync(join(root, file, 'README.md')) ? `${file}/README.md` : file;
  if (isPage(document)) return between(page, pageOf(document)) + (anchor ?? '');
  if (/\.(svg|png|gif)$/.test(file)) return href;
  return `${repository}/${isFolder ? 'tree' : 'blob'}/main/${file}${anchor ?? ''}`;
};

/** The anchor of a heading, as GitHub makes it: links of documents hold there and here. */
export const anchorOf = (heading) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Mark}\p{Number}\p{Connector_Punctuation} -]/gu, '')
    .replaceAll(' ', '-');

/**
 * A page whose links lead to the headings that it has. TypeDoc also counts a property, `Leaf.claim`,
 * as a heading of the same anchor as `LeafClaim`. So its numbers begin too high, by as much as the
 * greatest is beyond the headings that there are.
 */
export const withAnchors = (markdown) => {
  const headings = Array.from(markdown.matchAll(/^#+ (.*)$/gm), ([, heading]) => anchorOf(heading));
  const links = Array.from(markdown.matchAll(/\]\(#([\w-]+)-(\d+)\)/g));
  const tooMany = (anchor) => {
    const greatest = Math.max(...links.filter((link) => link[1] === anchor).map((link) => Number(link[2])));
    return greatest + 1 - headings.filter((heading) => heading === anchor).length;
  };
  return markdown.replace(/\]\(#([\w-]+)-(\d+)\)/g, (link, anchor, number) => {
    if (!headings.includes(anchor)) return link;
    const right = Number(number) - Math.max(0, tooMany(anchor));
    return right > 0 ? `](#${anchor}-${right})` : `](#${anchor})`;
  });
};
