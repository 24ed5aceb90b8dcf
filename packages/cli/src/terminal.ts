import type { WriteStream } from 'node:tty';

/** Where the command writes, and what it needs to know of its installation. */
export interface Terminal {
  readonly out: NodeJS.WritableStream & Partial<Pick<WriteStream, 'isTTY'>>;
  readonly err: NodeJS.WritableStream;
  /** File URL of the module that worker threads load. */
  readonly workerModule: string;
}

/** Writes a line to standard output. */
export const say = ({ out }: Terminal, text: string): void => {
  out.write(`${text}\n`);
};

/** Writes a line to standard error. */
export const complain = ({ err }: Terminal, text: string): void => {
  err.write(`${text}\n`);
};
