import type { Command } from 'commander';
import type { ExitCode } from '../terminal/exit-code';
import type { WatchedTerminal } from '../terminal/reader';

/** Declares a command: what it takes, and what it does, the exit code of which it gives to `finish`. */
export type AddCommand = (
  program: Command,
  terminal: WatchedTerminal,
  finish: (code: ExitCode) => void,
) => void;

/** For runs and comparisons that were left locked on another machine or in another container. */
export const takeOver = [
  '--take-over',
  'take the folder also from a process that cannot be seen from here, on another machine or in another container: only if it is gone',
] as const;
