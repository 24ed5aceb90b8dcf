import { pages, readPage } from './browser';

/** Of the document: headings of the sidebar come before it. */
const levelsOf = (html: string): readonly number[] =>
  Array.from(html.slice(Math.max(0, html.indexOf('<h1'))).matchAll(/<h([1-6])[\s>]/g), ([, level]) =>
    Number(level),
  );

// axe looks at pages of each kind: what differs from page to page is what is written in them.
it('every page has one title, headings that leave out no level, and words for each picture', () => {
  const wrong = pages().flatMap((page) => {
    const html = readPage(page);
    const levels = levelsOf(html);
    return [
      ...(levels.filter((level) => level === 1).length === 1 ? [] : ['titles']),
      ...(levels.every((level, i) => level <= (levels[i - 1] ?? level) + 1) ? [] : ['headings']),
      ...(/<img(?![^>]*\salt="[^"]+")[^>]*>/.test(html) ? ['pictures'] : []),
    ].map((what) => `${page}: ${what}: ${levels.join(' ')}`);
  });
  expect(wrong).toEqual([]);
});
