import { pipe } from 'fp-ts/lib/function.js';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Config } from '../configuration/config';
import type { Effect } from '../errors/effect';
import type { ExperimentError } from '../errors/experiment-error';
import { readTextIfThere, removeFile, writeAtomically } from '../files/files';
import { writeConfig } from './config-file';
import type { Keeping } from './keeping';
import { writeKeeping } from './kept-beside';
import { isNothingDone } from './nothing-done';
import { runFilesIn } from './run-files';
import type { RunPaths } from './run-paths';
import type { Start } from './starting-point';
import type { StoredRun } from './stored-run';
import { unusable } from './unusable-run';

/** Refuses a folder that holds another run, unless that one has done nothing. */
const refuseOther = (paths: RunPaths, config: Config): Effect<void> =>
  pipe(
    TE.Do,
    TE.bindW('found', () => runFilesIn(paths)),
    TE.bindW('before', () => readTextIfThere(paths.config)),
    TE.bindW('summary', () => readTextIfThere(paths.summary)),
    TE.chainEitherKW(({ found, before, summary }): E.Either<ExperimentError, undefined> =>
      found.length === 0 || (before !== undefined && isNothingDone(config, found, before, summary))
        ? E.right(undefined)
        : E.left(
            unusable(
              paths.directory,
              `it holds another run (${found[0]}); go on with it by --resume, or give another folder`,
            ),
          ),
    ),
  );

/**
 * Starts a run in a directory that holds none, or one that has done nothing; makes the directory if
 * need be. What it begins from is copied into it. The lock must be held.
 */
export const createRun = (
  paths: RunPaths,
  config: Config,
  keeping: Keeping,
  start?: Start,
): Effect<StoredRun> =>
  pipe(
    refuseOther(paths, config),
    TE.chain(() => (start === undefined ? TE.right(undefined) : writeAtomically(paths.start, start.text))),
    // Before the configuration, so that a run which is there has it.
    TE.chain(() => writeKeeping(paths, keeping)),
    TE.chain(() => writeConfig(paths, config)),
    // What a run that has done nothing has told of its end.
    TE.chainW(() => removeFile(paths.summary)),
    TE.map(() => ({ paths, config, start: start?.learned, state: undefined, checksum: undefined })),
  );
