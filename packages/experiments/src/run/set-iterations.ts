import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Effect } from '../errors/effect';
import { writeConfig } from './config-file';
import type { StoredRun } from './stored-run';
import { unusable } from './unusable-run';

/**
 * Keeps the number of iterations that a run is to have, which must not be below what it has done.
 * The lock must be held.
 */
export const setIterations = (run: StoredRun, iterations: number): Effect<StoredRun> => {
  const done = run.state?.iteration ?? 0;
  const config = { ...run.config, iterations };
  if (iterations < done)
    return TE.left(
      unusable(
        run.paths.directory,
        `it has done ${String(done)} iterations, more than the ${String(iterations)} asked for; give --iterations ${String(done)} or more`,
      ),
    );
  return iterations === run.config.iterations
    ? TE.right(run)
    : pipe(
        writeConfig(run.paths, config),
        TE.map(() => ({ ...run, config })),
      );
};
