import { exitCode, type ExitCode } from './exit-code';
import type { StopSignals } from './stop-signals';
import { warn, type Terminal } from './terminal';

/** Whether what the command prints can still be written. */
export interface Reader {
  /**
   * How the command ends because it cannot, or by the signal that came before it ended; undefined
   * while it can.
   */
  readonly lost: () => ExitCode | undefined;
  /**
   * Does what ends by itself, in good order, soon after the reader is lost; all else is ended at
   * once. The signals are those that can stop it.
   */
  readonly whileSaving: <A>(signals: Pick<StopSignals, 'received'>, task: () => Promise<A>) => Promise<A>;
}

/** A {@link Terminal} whose reader is watched. */
export interface WatchedTerminal extends Terminal {
  readonly reader: Reader;
}

/** How the command ends if nobody is there to read; undefined if the output itself is at fault. */
const goneBy = ({ code }: NodeJS.ErrnoException, { out }: Terminal): ExitCode | undefined => {
  if (code === 'EPIPE') return exitCode.readerGone;
  return code === 'EIO' && out.isTTY === true ? exitCode.hungUp : undefined;
};

/**
 * A reader that goes away (`sgmrl … | head`, a terminal that is closed) ends the command without a
 * word, and an output that cannot be written, such as a file on a full disk, ends it with a
 * message. What cannot be complained about is left unsaid. A signal that stopped the command tells
 * better how it ended than the reader that went away with it.
 */
export const watchReader = (terminal: Terminal): Reader => {
  let lost: ExitCode | undefined;
  let saving = 0;
  let signalled: StopSignals['received'] = () => undefined;
  terminal.out.on('error', (error: NodeJS.ErrnoException) => {
    if (lost !== undefined) return;
    const gone = goneBy(error, terminal);
    lost = gone ?? exitCode.badInput;
    if (gone === undefined) warn(terminal, `cannot write the output: ${error.message}`);
    if (saving === 0) process.exit(signalled() ?? lost);
  });
  terminal.err.on('error', () => undefined);
  return {
    lost: () => (lost === undefined ? undefined : (signalled() ?? lost)),
    whileSaving: async (signals, task) => {
      signalled = signals.received;
      saving += 1;
      try {
        return await task();
      } finally {
        saving -= 1;
      }
    },
  };
};
