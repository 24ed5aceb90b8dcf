import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { main } from '../main';

/** The built command, as a user starts it. */
export const command: readonly [string, string] = [process.execPath, join(__dirname, '../../bin/sgmrl.js')];

const [node, script] = command;

/** How a command ended. */
export interface Ended {
  /** The exit code, or the signal that ended the process. */
  readonly code: number | string | null;
  readonly out: string;
  readonly err: string;
}

/** In this thread, what is trained included: threads would load what is built. */
const here = (args: readonly string[]): readonly string[] =>
  ['train', 'compare', 'repeat'].includes(args[0]) && !args.includes('--workers')
    ? [args[0], '--workers', '0', ...args.slice(1)]
    : args;

/** Runs the command line in this process. */
export const call = async (...args: readonly string[]): Promise<Ended> => {
  const out = new PassThrough();
  const err = new PassThrough();
  const code = await main(here(args), { out, err, workerModule: '' });
  out.end();
  err.end();
  return { code, out: await text(out), err: await text(err) };
};

/** A command in a process of its own. */
export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Comes true when standard output holds the text. */
  readonly printed: (text: string) => Promise<void>;
}

const running = new Set<ChildProcess>();

// A test that failed must not leave a process that computes for minutes.
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts the built command as a user does. */
export const start = (cwd: string, ...args: readonly string[]): Started => {
  const child = spawn(node, [script, ...args], { cwd });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (out += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (err += chunk));
  const ended = once(child, 'close').then(([code, signal]: (number | string | null)[]) => ({
    code: code ?? signal,
    out,
    err,
  }));
  return {
    child,
    ended,
    printed: (wanted) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (out.includes(wanted)) resolve();
        };
        child.stdout.on('data', check);
        child.on('close', () => {
          reject(new Error(`never printed ${wanted}: ${out}${err}`));
        });
        check();
      }),
  };
};

/** Runs the built command to its end, standard output going to a file. */
export const runInto = async (
  file: string,
  cwd: string,
  ...args: readonly string[]
): Promise<Pick<Ended, 'code' | 'err'>> => {
  const out = openSync(file, 'w');
  try {
    const child = spawn(node, [script, ...args], { cwd, stdio: ['ignore', out, 'pipe'] });
    const closed = once(child, 'close') as Promise<(number | string | null)[]>;
    const err = child.stderr === null ? '' : await text(child.stderr);
    const [code, signal] = await closed;
    return { code: code ?? signal, err };
  } finally {
    closeSync(out);
  }
};

/** Runs the built command to its end. */
export const run = (cwd: string, ...args: readonly string[]): Promise<Ended> => start(cwd, ...args).ended;
