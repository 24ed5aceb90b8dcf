import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { pageName, type ReportFile } from '@sgmrl/report';
import * as E from 'fp-ts/lib/Either.js';
import type * as T from 'fp-ts/lib/Task.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

/** What a server shows. */
export interface Shown {
  /** The files of the page as they are now. */
  readonly files: T.Task<readonly ReportFile[]>;
  /** A text that is another one once the files would be. */
  readonly state: T.Task<string>;
}

/** A server of a page that follows what it shows. */
export interface PageServer {
  readonly url: string;
  readonly close: T.Task<void>;
}

/** Nobody but this machine reaches it. */
const loopback = '127.0.0.1';

/** Milliseconds between two looks at what is shown, while somebody looks at the page. */
const interval = 1000;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.csv': 'text/csv; charset=utf-8',
};

const answer = (response: ServerResponse, status: number, text: string): void => {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
};

/**
 * A page of another site may send its reader here under a name of its own: only our own names are
 * answered.
 */
const isOurs = ({ headers: { host } }: IncomingMessage, port: number): boolean =>
  [loopback, 'localhost'].some((name) => host === `${name}:${String(port)}`);

const portOf = (server: Server): number => {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

/** Makes files anew where what they show has changed since, one request after the other. */
const kept = ({ files, state }: Shown): T.Task<readonly ReportFile[]> => {
  let made: { readonly of: string; readonly files: readonly ReportFile[] } | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const make = async (): Promise<readonly ReportFile[]> => {
    const now = await state();
    if (made?.of !== now) made = { of: now, files: await files() };
    return made.files;
  };
  return () => {
    const next = last.then(make);
    last = next.catch(() => undefined);
    return next;
  };
};

/** Tells those who listen whenever the state has changed. */
const tellChanges = (state: T.Task<string>, listeners: ReadonlySet<ServerResponse>) => {
  let told: string | undefined;
  let busy = false;
  const look = async (): Promise<void> => {
    const now = await state();
    if (told !== undefined && told !== now)
      for (const listener of listeners) listener.write('event: change\ndata:\n\n');
    told = now;
  };
  return setInterval(() => {
    if (busy || listeners.size === 0) return;
    busy = true;
    void look().finally(() => {
      busy = false;
    });
  }, interval);
};

const listen = (listeners: Set<ServerResponse>, response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  // What has changed since the page was made is not known: it is asked for once more.
  response.write('event: change\ndata:\n\n');
  listeners.add(response);
  response.on('close', () => listeners.delete(response));
};

const sendFile = async (
  response: ServerResponse,
  path: string,
  files: T.Task<readonly ReportFile[]>,
): Promise<void> => {
  const name = path === '/' ? pageName : decodeURIComponent(path.slice(1));
  const file = (await files()).find((one) => one.path === name);
  if (file === undefined) {
    answer(response, 404, 'there is no such file\n');
    return;
  }
  response
    .writeHead(200, { 'content-type': types[extname(name)], 'cache-control': 'no-store' })
    .end(file.content);
};

/**
 * Serves a page to browsers on this machine, and to nobody else. Port 0 stands for any that is
 * free. Left says why it cannot.
 */
export const servePage =
  (shown: Shown, port: number): TE.TaskEither<string, PageServer> =>
  () =>
    new Promise((resolve) => {
      const listeners = new Set<ServerResponse>();
      const files = kept(shown);
      const server = createServer((request, response) => {
        const path = (request.url ?? '/').split('?')[0];
        if (!isOurs(request, portOf(server))) answer(response, 403, 'this page is for this machine only\n');
        else if (request.method !== 'GET') answer(response, 405, 'this page can only be read\n');
        else if (path === '/events') listen(listeners, response);
        else
          sendFile(response, path, files).catch((error: unknown) => {
            answer(response, 500, `${error instanceof Error ? error.message : String(error)}\n`);
          });
      });
      const timer = tellChanges(shown.state, listeners);
      const close: T.Task<void> = () =>
        new Promise((closed) => {
          clearInterval(timer);
          server.close(() => {
            closed();
          });
          server.closeAllConnections();
        });
      server.on('error', (error: NodeJS.ErrnoException) => {
        clearInterval(timer);
        resolve(
          E.left(
            error.code === 'EADDRINUSE' ? `port ${String(port)} is in use; leave out --port` : error.message,
          ),
        );
      });
      server.listen(port, loopback, () => {
        resolve(E.right({ url: `http://${loopback}:${String(portOf(server))}/`, close }));
      });
    });
