import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** How to start a program. */
export interface ProgramOptions {
  readonly cwd: string;
  readonly args: readonly string[];
  /** Variables beside those of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** How a program ended. */
export interface ProgramEnd {
  /** The exit code, or the signal that ended the process. */
  readonly code: number | string | null;
  readonly out: string;
  readonly err: string;
}

/** A program in a process of its own. */
export interface Program {
  readonly child: ChildProcess;
  readonly ended: Promise<ProgramEnd>;
  /** Comes true when standard output holds the text; rejected if the program ends without. */
  readonly printed: (text: string) => Promise<void>;
  /** Ends it as the kernel does, without a word. */
  readonly kill: () => Promise<void>;
}

/** Starts a script in Node. */
export const startProgram = (script: string, { cwd, args, env = {} }: ProgramOptions): Program => {
  const child = spawn(process.execPath, [script, ...args], { cwd, env: { ...process.env, ...env } });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (out += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (err += chunk));
  const ended = once(child, 'close').then(([code, signal]: (number | string | null)[]): ProgramEnd => ({
    code: code ?? signal,
    out,
    err,
  }));
  return {
    child,
    ended,
    printed: (wanted) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          if (out.includes(wanted)) resolve();
        };
        child.stdout.on('data', check);
        void ended.then(({ code }) => {
          check();
          reject(new Error(`ended with ${String(code)} and never printed ${wanted}: ${out}${err}`));
        });
        check();
      }),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
};
