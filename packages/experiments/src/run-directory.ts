import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import * as t from 'io-ts';
import type { MetaState } from '@sgmrl/meta-learning';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint';
import { configurationHash, parseConfig, type Config } from './config';
import type { ExperimentError, UnusableRun } from './experiment-error';
import {
  append,
  claimFolder,
  listFolder,
  makeFolder,
  readText,
  readTextIfThere,
  removeFile,
  writeAtomically,
} from './files';
import { acquireLock } from './lock';
import { decodeRecords, encodeRecord, type IterationRecord } from './metrics-file';
import { parseJson } from './parse-json';
import { runPaths, type RunPaths } from './run-paths';
import type { Summary } from './summary';

/** What a run directory holds. */
export interface StoredRun {
  readonly paths: RunPaths;
  readonly config: Config;
  /** The state after the last iteration; undefined before the first one was kept. */
  readonly state: MetaState | undefined;
}

type Effect<A> = TE.TaskEither<ExperimentError, A>;

const unusable = (path: string, problem: string): UnusableRun => ({ kind: 'unusable-run', path, problem });

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const writeConfig = (paths: RunPaths, config: Config): Effect<void> =>
  writeAtomically(paths.config, json(config));

/** Which files of a run a folder holds. */
export const runFilesIn = ({ directory }: RunPaths): Effect<readonly string[]> =>
  pipe(
    listFolder(directory),
    TE.map((names) =>
      ['config.json', 'metrics.jsonl', 'checkpoint', 'summary.json'].filter((name) => names.includes(name)),
    ),
  );

const refuseOther = (paths: RunPaths): Effect<void> =>
  pipe(
    runFilesIn(paths),
    TE.chainEitherKW(([found]) =>
      found === undefined
        ? E.right(undefined)
        : E.left(
            unusable(
              paths.directory,
              `it holds another run (${found}); go on with it by --resume, or give another folder`,
            ),
          ),
    ),
  );

/** Starts a run in a directory that holds none, and makes the directory if need be. The lock must be held. */
export const createRun = (paths: RunPaths, config: Config): Effect<StoredRun> =>
  pipe(
    refuseOther(paths),
    TE.chain(() => writeConfig(paths, config)),
    TE.map(() => ({ paths, config, state: undefined })),
  );

/** Reads the configuration of the run in a directory. */
export const readConfig = (paths: RunPaths): Effect<Config> =>
  pipe(
    readText(paths.config),
    TE.mapLeft((error): ExperimentError =>
      error.code === 'ENOENT' || error.code === 'ENOTDIR'
        ? unusable(paths.directory, 'it holds no run: there is no config.json')
        : error,
    ),
    TE.chainEitherKW(parseConfig(paths.config)),
  );

const stateIn = (paths: RunPaths, config: Config, checkpoint: string): E.Either<UnusableRun, MetaState> =>
  pipe(
    decodeCheckpoint(checkpoint),
    E.filterOrElse(
      ({ configuration }) => configuration === configurationHash(config),
      () => 'it belongs to another configuration than the config.json beside it',
    ),
    E.bimap(
      (problem) => unusable(paths.checkpoint, problem),
      ({ state }) => state,
    ),
  );

/** Before the first checkpoint a crash can have left one line of metrics; more of them had a checkpoint. */
const noStateYet = (paths: RunPaths): Effect<undefined> =>
  pipe(
    readTextIfThere(paths.metrics),
    TE.chainEitherKW((metrics = '') => {
      const lines = metrics.split('\n').length - 1;
      return lines > 1
        ? E.left(unusable(paths.checkpoint, `it is gone; metrics.jsonl holds ${String(lines)} iterations`))
        : E.right(undefined);
    }),
  );

const readState = (paths: RunPaths, config: Config): Effect<MetaState | undefined> =>
  pipe(
    readTextIfThere(paths.checkpoint),
    TE.chainW((text): Effect<MetaState | undefined> =>
      text === undefined ? noStateYet(paths) : TE.fromEither(stateIn(paths, config, text)),
    ),
  );

/**
 * Reads the run in a directory.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { mkdtempSync, rmSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { describeError, presets, readRun, startRun } from '@sgmrl/experiments';
 * const folder = mkdtempSync(join(tmpdir(), 'sgmrl-'));
 * const empty = await readRun(folder)();
 * strictEqual(empty._tag === 'Left' && describeError(empty.left), `${folder}: it holds no run: there is no config.json`);
 * const config = { ...presets['tabular-quick'].config, iterations: 1 };
 * const options = { workers: { threads: 0, module: '' }, onStart: () => undefined, onIteration: () => undefined, stopRequested: () => false };
 * await startRun(config, folder, options)();
 * const run = await readRun(folder)();
 * strictEqual(run._tag === 'Right' && run.right.state?.iteration, 1);
 * rmSync(folder, { recursive: true });
 * ```
 */
export const readRun = (directory: string): Effect<StoredRun> => {
  const paths = runPaths(directory);
  return pipe(
    TE.Do,
    TE.apS('paths', TE.right(paths)),
    TE.bind('config', () => readConfig(paths)),
    TE.bind('state', ({ config }) => readState(paths, config)),
  );
};

/** The records up to the state of a run, and the text that they were read from. */
const textAndRecords = ({ paths, state }: StoredRun) =>
  pipe(
    TE.Do,
    TE.bind('text', () => readTextIfThere(paths.metrics)),
    TE.bindW('records', ({ text }) =>
      pipe(
        decodeRecords(state?.iteration ?? 0)(text ?? ''),
        E.mapLeft((problem) => unusable(paths.metrics, problem)),
        TE.fromEither,
      ),
    ),
  );

/** The records up to the state of a run. */
export const readRecords = (run: StoredRun): Effect<readonly IterationRecord[]> =>
  pipe(
    textAndRecords(run),
    TE.map(({ records }) => records),
  );

/** The records up to the state of a run; whatever the file holds beyond them is cut off. The lock must be held. */
export const rewindMetrics = (run: StoredRun): Effect<readonly IterationRecord[]> =>
  pipe(
    textAndRecords(run),
    TE.chainFirstW(({ text, records }) => {
      const kept = records.map(encodeRecord).join('');
      return text === undefined || text === kept
        ? TE.right(undefined)
        : writeAtomically(run.paths.metrics, kept);
    }),
    TE.map(({ records }) => records),
  );

/** Keeps the number of iterations that a run is to have, which must not be below what it has done. The lock must be held. */
export const setIterations = (run: StoredRun, iterations: number): Effect<StoredRun> => {
  const done = run.state?.iteration ?? 0;
  const config = { ...run.config, iterations };
  if (iterations < done)
    return TE.left(
      unusable(
        run.paths.directory,
        `it has done ${String(done)} iterations, more than the ${String(iterations)} asked for`,
      ),
    );
  return iterations === run.config.iterations
    ? TE.right(run)
    : pipe(
        writeConfig(run.paths, config),
        TE.map(() => ({ ...run, config })),
      );
};

/**
 * Keeps one iteration: first its line of metrics, then its checkpoint, so that a crash in between leaves a line too
 * many, which {@link rewindMetrics} cuts off.
 */
export const keepIteration = (
  { paths, config }: StoredRun,
  state: MetaState,
  record: IterationRecord,
): Effect<void> =>
  pipe(
    append(paths.metrics, encodeRecord(record)),
    TE.chain(() =>
      writeAtomically(
        paths.checkpoint,
        encodeCheckpoint({ configuration: configurationHash(config), state }),
      ),
    ),
  );

/** Whether a run has ended with all of its iterations done, its summary included. */
export const isFinished = ({ paths, config, state }: StoredRun): Effect<boolean> =>
  pipe(
    readTextIfThere(paths.summary),
    TE.map(
      (text = 'null') =>
        (state?.iteration ?? 0) === config.iterations &&
        pipe(parseJson(paths.summary)(text), E.exists(t.type({ status: t.literal('finished') }).is)),
    ),
  );

/** Writes summary.json. */
export const keepSummary = ({ paths }: StoredRun, summary: Summary): Effect<void> =>
  writeAtomically(paths.summary, json(summary));

/** Does something while this process holds a lock file. */
export const whileLocked = <A>(lock: string, effect: Effect<A>): Effect<A> =>
  TE.bracket<ExperimentError, void, A>(
    acquireLock(lock),
    () => effect,
    () => removeFile(lock),
  );

/**
 * A new folder `parent`/`name`, or `name`-2, `name`-3, … if there is one of that name already.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { mkdtempSync, rmSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { freshDirectory } from '@sgmrl/experiments';
 * const folder = mkdtempSync(join(tmpdir(), 'sgmrl-'));
 * const fresh = freshDirectory(join(folder, 'runs'), 'mine');
 * deepStrictEqual(await fresh(), { _tag: 'Right', right: join(folder, 'runs', 'mine') });
 * deepStrictEqual(await fresh(), { _tag: 'Right', right: join(folder, 'runs', 'mine-2') });
 * rmSync(folder, { recursive: true });
 * ```
 */
export const freshDirectory = (parent: string, name: string): Effect<string> => {
  const claim = (attempt: number): Effect<string> => {
    const path = join(parent, attempt === 1 ? name : `${name}-${String(attempt)}`);
    return pipe(
      claimFolder(path),
      TE.chainW((claimed) => (claimed ? TE.right(path) : claim(attempt + 1))),
    );
  };
  return pipe(
    makeFolder(parent),
    TE.chainW(() => claim(1)),
  );
};
