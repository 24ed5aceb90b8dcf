import { fileURLToPath } from 'node:url';
import { preview } from 'vite';

/** Serves the built site at a path, on this machine; resolves to the server, which can be closed. */
export const serve = ({ base = '/', port = 4173 } = {}) =>
  preview({
    configFile: false,
    root: fileURLToPath(new URL('../dist', import.meta.url)),
    build: { outDir: 'site' },
    appType: 'mpa',
    base,
    logLevel: 'warn',
    preview: { port, host: '127.0.0.1' },
  });
