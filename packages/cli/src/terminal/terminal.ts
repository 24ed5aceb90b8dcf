import type { WriteStream } from 'node:tty';
import { visible } from '@sgmrl/codecs';

/** Where the command writes, and what it needs to know of its installation. */
export interface Terminal {
  /** Standard output: results, and progress where a person watches. */
  readonly out: NodeJS.WritableStream & Partial<Pick<WriteStream, 'isTTY' | 'columns'>>;
  /** Standard error: whatever is wrong. */
  readonly err: NodeJS.WritableStream;
  /** File URL of the module that worker threads load. */
  readonly workerModule: string;
}

/**
 * Whether a line may be written anew: on a terminal that knows escape sequences and whose user has
 * not asked for none.
 */
export const isLive = (
  { out }: Terminal,
  { TERM, NO_COLOR = '' }: NodeJS.ProcessEnv = process.env,
): boolean => out.isTTY === true && TERM !== 'dumb' && NO_COLOR === '';

/** How many characters a line of standard output holds; any number where it is no terminal. */
export const columnsOf = ({ out: { isTTY = false, columns = 80 } }: Terminal): number =>
  isTTY ? Math.max(columns, 1) : Infinity;

/** Writes a line to standard output. */
export const say = ({ out }: Terminal, text: string): void => {
  out.write(`${visible(text)}\n`);
};

/** Writes a line to standard error. */
export const complain = ({ err }: Terminal, text: string): void => {
  err.write(`${visible(text)}\n`);
};

/** The same in the name of the program, for whatever is wrong. */
export const warn = (terminal: Terminal, problem: string): void => {
  complain(terminal, `sgmrl: ${problem}`);
};
