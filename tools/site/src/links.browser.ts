import { pages, readPage, base, fileAt } from './browser';

/** Ids of a page, which anchors lead to. */
const idsOf = (html: string): ReadonlySet<string> =>
  new Set(Array.from(html.matchAll(/\sid="([^"]*)"/g), ([, id]) => id));

const decoded = (text: string): string => decodeURIComponent(text.replaceAll('&amp;', '&'));

it('every link and every anchor of every page holds', () => {
  const ids = new Map(pages().map((page) => [new URL(page, base).pathname, idsOf(readPage(page))]));
  const broken = pages().flatMap((page) =>
    Array.from(readPage(page).matchAll(/<a\s[^>]*href="([^"]*)"/g), ([, href]) => href)
      .map((href) => new URL(href, new URL(page, base)))
      .filter((url) => url.href.startsWith(base))
      .filter(({ origin, pathname, hash }) => {
        if (fileAt(origin + pathname) === undefined) return true;
        const found = ids.get(pathname.endsWith('/') ? `${pathname}index.html` : pathname);
        return hash !== '' && found?.has(decoded(hash.slice(1))) !== true;
      })
      .map((url) => `${page}: ${url.pathname}${decoded(url.hash)}`),
  );
  expect([...new Set(broken)]).toEqual([]);
});
