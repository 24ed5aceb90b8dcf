import { join } from 'node:path';
import { describeError, makeFolder, writeAtomically } from '@sgmrl/experiments';
import { pipe } from 'fp-ts/lib/function.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

/** A file of results: its name and its text. */
export type ResultFile = readonly [name: string, text: string];

/**
 * Makes the folder that results will be written to: before a long computation, not after it, a
 * person learns that it cannot be.
 */
export const openResults = (folder: string): TE.TaskEither<string, void> =>
  pipe(makeFolder(folder), TE.mapLeft(describeError));

/** Writes results into a folder that is there. */
export const writeResults = (folder: string, files: readonly ResultFile[]): TE.TaskEither<string, void> =>
  pipe(
    files,
    RA.map(([name, text]) => writeAtomically(join(folder, name), text)),
    TE.sequenceSeqArray,
    TE.bimap(describeError, () => undefined),
  );
