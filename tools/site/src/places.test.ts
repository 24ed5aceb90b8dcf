import { join } from 'node:path';
import { call } from './call';

const root = join(__dirname, '../../..');
const repository = 'https://host.test/owner/name';

const link = (source: string, page: string, href: string): unknown =>
  call(
    'places.mjs',
    `it.linkOf(${JSON.stringify(href)}, ${JSON.stringify({ root, page, source, repository })})`,
  );

it.each([
  ['README.md', 'overview.md', 'docs/estimators.md#bias', './docs/estimators.md#bias'],
  ['README.md', 'overview.md', 'packages/prng/README.md', './packages/prng/index.md'],
  ['docs/README.md', 'docs/index.md', '../README.md', '../overview.md'],
  ['docs/README.md', 'docs/index.md', 'theory/README.md', './theory/index.md'],
  ['docs/README.md', 'docs/index.md', 'api', '../api/index.md'],
  ['docs/README.md', 'docs/index.md', '../packages/prng', '../packages/prng/index.md'],
  ['docs/README.md', 'docs/index.md', '../LICENSE', `${repository}/blob/main/LICENSE`],
  ['docs/README.md', 'docs/index.md', '../packages/cli/src/', `${repository}/tree/main/packages/cli/src`],
  ['docs/README.md', 'docs/index.md', '#part', '#part'],
  ['docs/README.md', 'docs/index.md', 'https://arxiv.org/abs/2002.05135', 'https://arxiv.org/abs/2002.05135'],
])('a link of %s, as %s has it: %s becomes %s', (source, page, href, expected) => {
  expect(link(source, page, href)).toBe(expected);
});

it('refuses a link that leads nowhere', () => {
  expect(() => link('docs/README.md', 'docs/index.md', 'gone.md')).toThrow('there is no docs/gone.md');
});

it.each([
  ['What it finds', 'what-it-finds'],
  ['E[Ĝ], α and `a_b`: 2-D', 'eĝ-α-and-a_b-2-d'],
  ['a — b', 'a--b'],
])('the anchor of %s is that of GitHub', (heading, expected) => {
  expect(call('places.mjs', `it.anchorOf(${JSON.stringify(heading)})`)).toBe(expected);
});

it('links of the reference lead to the headings that are there', () => {
  const headings = ['# it', '### LeafClaim', '### Twice', '### twice()', '### LeafData', '### leafData()'];
  const links = '[a](#leafclaim-1) [b](#twice-1) [c](#leafdata-1) [d](#leafdata-2)';
  const page = [...headings, links].join('\n');
  expect(call('places.mjs', `it.withAnchors(${JSON.stringify(page)})`)).toContain(
    '[a](#leafclaim) [b](#twice-1) [c](#leafdata) [d](#leafdata-1)',
  );
});
