import { join } from 'node:path';
import { pipe } from 'fp-ts/lib/function.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Config, ConfiguredModule } from '../configuration/config';
import { configFrom } from '../configuration/config-from';
import type { Effect } from '../errors/effect';
import { few } from '../errors/few';
import { listFolder, readTextIfThere, writeAtomically } from '../files/files';
import { parseJson } from '../files/parse-json';
import { runFilesIn } from './run-files';
import type { RunPaths } from './run-paths';
import { putBack, unusable } from './unusable-run';

/** Writes config.json. The lock must be held. */
export const writeConfig = (paths: RunPaths, config: Config): Effect<void> =>
  writeAtomically(paths.config, `${JSON.stringify(config, null, 2)}\n`);

/** Which folders in a folder hold a configuration. */
const runsBelow = (directory: string): T.Task<readonly string[]> => {
  const inFolder = (name: string): T.Task<readonly string[]> =>
    pipe(
      listFolder(join(directory, name)),
      TE.match(
        () => [],
        (names) => (names.includes('config.json') ? [name] : []),
      ),
    );
  return pipe(
    listFolder(directory),
    TE.getOrElseW(() => T.of<readonly string[]>([])),
    T.chain((names) => T.traverseSeqArray(inFolder)([...names].sort())),
    T.map((found) => found.flat()),
  );
};

const noRunIn = (below: readonly string[]): string => {
  const said = 'it holds no run: there is no config.json';
  return below.length === 0 ? said : `${said}, but there is one in ${few(below)} below; give those folders`;
};

/** What is said of a folder without config.json; of which run other files are, nobody knows. */
const noConfig = (paths: RunPaths): Effect<never> =>
  pipe(
    runFilesIn(paths),
    TE.getOrElseW(() => T.of<readonly string[]>([])),
    T.chain((found) =>
      found.length === 0
        ? pipe(
            runsBelow(paths.directory),
            T.map((below) => unusable(paths.directory, noRunIn(below))),
          )
        : T.of(
            unusable(
              paths.directory,
              `it holds no run: config.json is gone, beside ${found.join(', ')}`,
              'put back a copy of it',
            ),
          ),
    ),
    TE.leftTask,
  );

/**
 * Reads the configuration of the run in a directory; `modules` that are elsewhere now are known by
 * their content.
 */
export const readConfig = (paths: RunPaths, modules: readonly ConfiguredModule[] = []): Effect<Config> =>
  pipe(
    readTextIfThere(paths.config),
    TE.orElseW((error) => (error.code === 'ENOTDIR' ? TE.right(undefined) : TE.left(error))),
    TE.chainW((text): Effect<string> => (text === undefined ? noConfig(paths) : TE.right(text))),
    TE.chainEitherKW(parseJson(paths.config)),
    TE.chainW(configFrom(paths.config, modules)),
    TE.mapLeft((error) =>
      error.kind === 'malformed-json' || error.kind === 'invalid-config'
        ? { ...error, mend: putBack }
        : error,
    ),
  );
