import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import * as t from 'io-ts';
import type { ExperimentError, UnusableRun } from '../errors/experiment-error';
import { readText, readTextIfThere } from '../files/files';
import { parseJson } from '../files/parse-json';
import { decodeCheckpoint } from '../run/checkpoint';
import type { IterationRecord } from '../run/metrics-file';
import { readRecords } from '../run/kept-metrics';
import type { Kept } from '../run/stored-run';
import type { RunPaths } from '../run/run-paths';
import { unusable } from '../run/unusable-run';

/** What a configuration says that needs none of its modules to be understood. */
const named = t.type(
  {
    environment: t.type({ kind: t.string }),
    algorithm: t.type({ estimator: t.unknown, innerSteps: t.number }),
    seed: t.number,
    iterations: t.number,
  },
  'configuration',
);

/** What the files of a run say without its modules. */
export interface RunWithoutModules extends Kept {
  readonly config: t.TypeOf<typeof named>;
  readonly records: readonly IterationRecord[];
}

const keptIn =
  (path: string) =>
  (text: string | undefined): E.Either<UnusableRun, Kept> =>
    text === undefined
      ? E.right({ state: undefined, checksum: undefined })
      : pipe(
          decodeCheckpoint(text),
          E.bimap(
            (problem) => unusable(path, problem),
            ({ state, metrics }) => ({ state, checksum: metrics }),
          ),
        );

/** Reads a run of which a module is gone, has changed or cannot be used. */
export const readWithoutModules = (paths: RunPaths): TE.TaskEither<ExperimentError, RunWithoutModules> =>
  pipe(
    TE.Do,
    TE.bindW('config', () =>
      pipe(
        readText(paths.config),
        TE.chainEitherKW(parseJson(paths.config)),
        TE.filterOrElseW(named.is, () => unusable(paths.config, 'it is no configuration of a run')),
      ),
    ),
    TE.bindW('kept', () =>
      pipe(readTextIfThere(paths.checkpoint), TE.chainEitherKW(keptIn(paths.checkpoint))),
    ),
    TE.bindW('records', ({ kept }) => readRecords({ paths, ...kept })),
    TE.map(({ config, kept, records }) => ({ config, ...kept, records })),
  );
