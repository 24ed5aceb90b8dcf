import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';
import { repositoryOf } from '../../packaging/bin/repository.mjs';
import { graphFigure } from '../bin/graph.mjs';
import { anchorOf, linkOf } from '../bin/places.mjs';
import { referenceOf } from '../bin/reference.mjs';
import { placeholder } from '../bin/relocate.mjs';
import { documentsOf, packagesOf } from '../bin/stage.mjs';
import { formulas } from './formulas.mjs';
import { boostDocument } from './ranking.mjs';
import { sidebar } from './sidebar.mjs';

const pages = fileURLToPath(new URL('../dist/pages', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));
const documents = documentsOf(root);
const { page: repository } = repositoryOf(root);

/** Turns the links of a document, which hold in the repository, into links of the site. */
const links = (md) => {
  md.core.ruler.push('repository-links', ({ tokens, env }) => {
    const source = documents[env.relativePath];
    if (source === undefined) return;
    const inline = tokens.flatMap(({ children }) => children ?? []);
    for (const token of inline.filter(({ type }) => type === 'link_open')) {
      const place = { root, page: env.relativePath, source, repository };
      token.attrSet('href', linkOf(token.attrGet('href'), place));
    }
  });
};

/** The page of the architecture has the graph of the workspace below its heading `Packages`. */
const graph = (md) => {
  md.core.ruler.push('package-graph', (state) => {
    const isHeading = ({ content }, i) =>
      content === 'Packages' && state.tokens[i - 1].type === 'heading_open';
    const at = state.env.relativePath === 'docs/architecture.md' ? state.tokens.findIndex(isHeading) : -1;
    if (at < 0) return;
    const figure = new state.Token('html_block', '', 0);
    figure.content = graphFigure(packagesOf(root));
    state.tokens.splice(at + 2, 0, figure);
  });
};

/** A table that is wider than a phone is scrolled, by the keyboard too. */
const scrolled = (md) => {
  md.renderer.rules.table_open = () =>
    '<div class="wide" tabindex="0" role="group" aria-label="Table"><table>\n';
  md.renderer.rules.table_close = () => '</table></div>\n';
};

/** Where a browser has a package: its own entry, if there is one. */
const aliasOf = ({ name }) => {
  const [own, other] = ['browser', 'index'].map((entry) => `${root}packages/${name}/src/${entry}.ts`);
  return { find: new RegExp(`^@sgmrl/${name}$`), replacement: existsSync(own) ? own : other };
};

/** Modules of which a bundler leaves out what is not used, as in the packages that are built. */
const modulesOfFpTs = { find: /^fp-ts\/lib\//, replacement: 'fp-ts/es6/' };

export default defineConfig({
  srcDir: './dist/pages',
  outDir: './dist/site',
  cacheDir: './dist/cache',
  base: placeholder,
  lang: 'en',
  title: 'SG-MRL',
  description: JSON.parse(readFileSync(`${root}/package.json`, 'utf8')).description,
  vite: {
    // The playground runs the packages as their sources stand.
    resolve: { alias: [...packagesOf(root).map(aliasOf), modulesOfFpTs] },
    ssr: { noExternal: ['fp-ts'] },
    worker: { format: 'es' },
  },
  head: [
    ['link', { rel: 'icon', type: 'image/svg+xml', href: `${placeholder}favicon.svg` }],
    ['meta', { property: 'og:title', content: 'SG-MRL: policies that adapt, debiased' }],
    ['meta', { property: 'og:image', content: `${repository}/raw/main/tools/site/pages/public/preview.png` }],
    ['meta', { name: 'twitter:card', content: 'summary_large_image' }],
  ],
  markdown: {
    anchor: { slugify: anchorOf },
    // `θ^{t−1}` at the end of a line is no attribute.
    attrs: { disable: true },
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config: (md) => {
      md.use(links);
      md.use(graph);
      md.use(scrolled);
      md.use(formulas);
    },
  },
  themeConfig: {
    search: { provider: 'local', options: { miniSearch: { searchOptions: { boostDocument } } } },
    outline: { level: [2, 3], label: 'On this page' },
    socialLinks: [{ icon: 'github', link: repository, ariaLabel: 'Repository' }],
    nav: [
      { text: 'Overview', link: '/overview' },
      { text: 'Playground', link: '/train' },
      { text: 'Packages', link: '/packages/' },
      { text: 'Guides', link: '/docs/bring-your-own' },
      { text: 'Concepts', link: '/docs/concepts/meta-gradient' },
      { text: 'Results', link: '/docs/results/navigation-2d' },
      { text: 'Reference', link: '/api/' },
    ],
    sidebar: sidebar(packagesOf(root), (name) => referenceOf(pages, name)),
  },
});
