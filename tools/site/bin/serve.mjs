import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { preview } from 'vite';

const root = fileURLToPath(new URL('../dist', import.meta.url));
const site = join(root, 'site');

const isFile = (path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** What hosts do where there is no page: Vite answers with nothing. */
const notFound = {
  name: 'not-found',
  configurePreviewServer:
    ({ middlewares }) =>
    () =>
      middlewares.use(({ url }, response, next) => {
        const path = join(site, decodeURIComponent(new URL(url, 'http://host').pathname));
        if ([path, `${path}.html`, join(path, 'index.html')].some(isFile)) next();
        else
          response.writeHead(404, { 'content-type': 'text/html' }).end(readFileSync(join(site, '404.html')));
      }),
};

/** Serves the built site at a path, on this machine; resolves to the server, which can be closed. */
export const serve = ({ base = '/', port = 4173 } = {}) =>
  preview({
    configFile: false,
    root,
    build: { outDir: 'site' },
    appType: 'mpa',
    plugins: [notFound],
    base,
    logLevel: 'warn',
    preview: { port, host: '127.0.0.1' },
  });
