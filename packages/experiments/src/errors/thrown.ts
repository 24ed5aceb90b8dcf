import * as t from 'io-ts';
import type { ExecutionFailure } from './experiment-error';

/**
 * What code of one's own did wrong; the message tells already in which call, and where in the code.
 */
export class ToldError extends Error {}

/** What was thrown, in one line. */
export const whatWasThrown = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

/** How {@link importModule} marks the places of a module in a stack. */
const ownPlace = /\?[\da-f]{8}:\d+:\d+/;

/** Lines of a stack that tell whoever wrote the code where it failed. */
const shownLines = 6;

/**
 * What was thrown, with its way through a module of one's own; what called the module is of no use
 * to its author.
 */
export const thrownWhere = (error: unknown): string => {
  if (error instanceof ToldError) return error.message;
  if (!(error instanceof Error) || error.stack === undefined) return whatWasThrown(error);
  const lines = error.stack.split('\n').filter((line) => /^\s+at /.test(line));
  const last = lines.findLastIndex((line) => ownPlace.test(line));
  return [whatWasThrown(error), ...lines.slice(0, last + 1).slice(0, shownLines)].join('\n');
};

/** What was thrown, as an error to report. */
export const unexpected = (error: unknown): ExecutionFailure => ({
  kind: 'execution',
  problem: error instanceof Error ? error.message : String(error),
});

const wrongResult = t.type({ name: t.literal('WrongResultError'), since: t.number });

/**
 * Since when results of a worker were taken that has returned other bits, by `performance.now()`;
 * undefined if something else was thrown.
 */
export const wrongSince = (error: unknown): number | undefined =>
  wrongResult.is(error) ? error.since : undefined;

/** Whether work was given up because the program is to stop, and not because it failed. */
export const isGivenUp = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';
