import { runInNewContext } from 'node:vm';
import { call } from './call';

const placeholder = '/__site-base__/';

const scripts = {
  'a text': [`"${placeholder}x"`, '/some/path/x'],
  'a property of a text': [`"${placeholder}".length`, '/some/path/'.length],
  'a text after return': [`(()=>{return"${placeholder}"+1})()`, '/some/path/1'],
  'a template': [`((a)=>\`${placeholder}\${a}\`)(2)`, '/some/path/2'],
  'JSON within a text': [`JSON.parse('{"id":"${placeholder}a"}').id`, '/some/path/a'],
} as const;

it('scripts have the path of the site, whatever the text is in', () => {
  const given = Object.values(scripts).map(([script]) => script);
  const relocated = call('relocate.mjs', `${JSON.stringify(given)}.map(it.relocatedScript)`) as string[];
  expect(
    relocated.map((script) => runInNewContext(script, { __siteBase: '/some/path/' }) as unknown),
  ).toEqual(Object.values(scripts).map(([, expected]) => expected));
});

it('a worker, which no page tells, finds the site above its own folder', () => {
  const [relocated] = call(
    'relocate.mjs',
    `[${JSON.stringify(`"${placeholder}x"`)}].map(it.relocatedScript)`,
  ) as string[];
  const location = { href: 'https://host.test/some/path/assets/worker.js' };
  expect(runInNewContext(relocated, { URL, location })).toBe('/some/path/x');
});

it('pages have links from where they are, and say where that is', () => {
  const page = `<head></head><body><a href="${placeholder}x.html">x</a></body>`;
  const paths = ['index.html', 'docs/theory/index.html'];
  const [home, theory] = call(
    'relocate.mjs',
    `${JSON.stringify(paths)}.map((path) => it.relocatedHtml(${JSON.stringify(page)}, path))`,
  ) as string[];
  expect(home).toContain('<a href="./x.html">');
  expect(theory).toContain('<a href="../../x.html">');
  expect(theory).toContain('new URL("../../",location.href)');
});

it('a page has the path of the site as it reads, not as an address writes it', () => {
  const [page] = call(
    'relocate.mjs',
    `['<head></head>'].map((page) => it.relocatedHtml(page, 'docs/x.html'))`,
  ) as string[];
  const script = /<head><script>(.*)<\/script><\/head>/.exec(page)?.[1] ?? '';
  const global = { URL, location: new URL('https://host.test/my path/ü/docs/x.html'), __siteBase: '' };
  runInNewContext(script, global);
  expect(global.__siteBase).toBe('/my path/ü/');
});

it('links and the icon of a page stay where they are when another page is shown in it', () => {
  const [page] = call(
    'relocate.mjs',
    `['<body></body>'].map((page) => it.relocatedHtml(page, 'x.html'))`,
  ) as string[];
  const script = /<script>(.*)<\/script><\/body>/.exec(page)?.[1] ?? '';
  const of = (tag: string, href: string) => ({
    tag,
    href: `https://host.test/x/${href}`,
    getAttribute: () => href,
  });
  const elements = [of('a', 'y.html'), of('link', 'favicon.svg'), of('a', '#here')];
  const set: string[] = [];
  const document = {
    querySelectorAll: (selector: string) =>
      elements
        .filter(({ tag }) => selector.split(',').includes(`${tag}[href]`))
        .map((element) => ({
          getAttribute: element.getAttribute,
          get href() {
            return element.href;
          },
          set href(href: string) {
            set.push(href);
          },
        })),
  };
  runInNewContext(script, { document });
  expect(set).toEqual(['https://host.test/x/y.html', 'https://host.test/x/favicon.svg']);
});
