import { Option, type Command } from 'commander';
import { modulePath, numberFrom, whichCheckpoint } from '../arguments';
import type { ExitCode } from '../terminal/exit-code';
import type { WatchedTerminal } from '../terminal/reader';

/**
 * Declares a command: what it takes, and what it does, the exit code of which it gives to `finish`.
 */
export type AddCommand = (
  program: Command,
  terminal: WatchedTerminal,
  finish: (code: ExitCode) => void,
) => void;

/** For runs and comparisons that were left locked on another machine or in another container. */
export const takeOver = [
  '--take-over',
  'take the folder even from a process on another machine or in another container; only if that process is gone',
] as const;

/** For work on other machines. */
export const verifyShare = [
  '--verify-share <share>',
  'compute this share of the work of other machines here as well, from 0 to 1, and compare',
  numberFrom(0, 1),
] as const;

/** How matrix products are rounded. */
export const arithmetic = (): Option =>
  new Option(
    '--arithmetic <which>',
    'how matrix products are rounded: strict (the default) has the same bits everywhere; fused is faster, has ' +
      'other bits and needs Node 22; auto takes fused where it is available; a run keeps its choice',
  ).choices(['strict', 'fused', 'auto']);

/** Words of one's own, for every command that reads configurations. */
export const withModule = [
  '--with <module>',
  'an ES module with environments, policies, terms, … of your own (repeat for more; see sgmrl new)',
  modulePath,
  [],
] as const;

/** The same where a run says itself which modules it was trained with. */
export const movedModule = [
  '--with <module>',
  'where a module of the runs is now, if it was moved (repeat for more)',
  modulePath,
  [],
] as const;

/** For commands that use what a run has learned. */
export const atCheckpoint = [
  '--checkpoint <which>',
  'best, or the iteration of a state that train kept (default: the last state)',
  whichCheckpoint,
] as const;
