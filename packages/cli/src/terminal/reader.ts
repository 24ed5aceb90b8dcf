import { exitCode, type ExitCode } from './exit-code';
import { warn, type Terminal } from './terminal';

/** Whether what the command prints can still be written. */
export interface Reader {
  /** How the command ends because it cannot; undefined while it can. */
  readonly lost: () => ExitCode | undefined;
  /** Does what ends by itself, in good order, soon after the reader is lost; all else is ended at once. */
  readonly whileSaving: <A>(task: () => Promise<A>) => Promise<A>;
}

/** A {@link Terminal} whose reader is watched. */
export interface WatchedTerminal extends Terminal {
  readonly reader: Reader;
}

/**
 * A reader that goes away (`sgmrl … | head`) ends the command without a word, and an output that cannot be written, such as a file on a
 * full disk, ends it with a message. What cannot be complained about is left unsaid.
 */
export const watchReader = (terminal: Terminal): Reader => {
  let lost: ExitCode | undefined;
  let saving = 0;
  terminal.out.on('error', (error: NodeJS.ErrnoException) => {
    if (lost !== undefined) return;
    lost = error.code === 'EPIPE' ? exitCode.readerGone : exitCode.badInput;
    if (error.code !== 'EPIPE') warn(terminal, `cannot write the output: ${error.message}`);
    if (saving === 0) process.exit(lost);
  });
  terminal.err.on('error', () => undefined);
  return {
    lost: () => lost,
    whileSaving: async (task) => {
      saving += 1;
      try {
        return await task();
      } finally {
        saving -= 1;
      }
    },
  };
};
