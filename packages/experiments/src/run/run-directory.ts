import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import * as t from 'io-ts';
import type { Learned, MetaState } from '@sgmrl/meta-learning';

import { decodeCheckpoint, encodeCheckpoint } from './checkpoint';
import type { Config, ConfiguredModule } from '../configuration/config';
import { configFrom } from '../configuration/config-from';
import { configurationHash } from '../configuration/configuration-hash';
import type { Effect } from '../errors/effect';
import type { ExperimentError, UnusableRun } from '../errors/experiment-error';
import { few } from '../errors/few';
import {
  append,
  claimFolder,
  listFolder,
  makeFolder,
  readRawIfThere,
  readTextIfThere,
  removeFile,
  writeAtomically,
} from '../files/files';
import {
  addToChecksum,
  encodeRecord,
  iterationsIn,
  noChecksum,
  settleMetrics,
  type IterationRecord,
  type SettledMetrics,
} from './metrics-file';
import { shortHash } from '../files/hash';
import { encodeKeeping, keepsNothing, type Keeping } from './keeping';
import { isNothingDone } from './nothing-done';
import { parseJson } from '../files/parse-json';
import { keptCheckpoint, runPaths, type RunPaths } from './run-paths';
import { readStart, type Start } from './starting-point';
import type { Summary } from './summary';

/** What a run directory holds. */
export interface StoredRun {
  /** Where its files are. */
  readonly paths: RunPaths;
  /** All that determines it. */
  readonly config: Config;
  /** The state after the last iteration; undefined before the first one was kept. */
  readonly state: MetaState | undefined;
  /** The first parameters, where they were not drawn. */
  readonly start?: Learned | undefined;
  /** Checksum of the metrics up to the state; undefined where none was kept yet. */
  readonly checksum: string | undefined;
}

const unusable = (path: string, problem: string, mend?: string): UnusableRun => ({
  kind: 'unusable-run',
  path,
  problem,
  ...(mend !== undefined && { mend }),
});

/** What to do about a configuration that cannot be used; */
const mend = 'put back a copy of it, or train again in another folder';

/** and about another file of a run. */
const orAgain = ({ config }: RunPaths): string => `${mend} with --config ${config}`;

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const writeConfig = (paths: RunPaths, config: Config): Effect<void> =>
  writeAtomically(paths.config, json(config));

/** Which files of a run a folder holds. */
export const runFilesIn = ({ directory }: RunPaths): Effect<readonly string[]> =>
  pipe(
    listFolder(directory),
    TE.map((names) =>
      [
        'config.json',
        'metrics.jsonl',
        'checkpoint',
        'summary.json',
        'validation.jsonl',
        'checkpoint-best',
      ].filter((name) => names.includes(name)),
    ),
  );

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
 * Writes what is kept beside the last state, so that whoever goes on with the run need not say it
 * again. The lock must be held.
 */
export const writeKeeping = ({ keeping: path }: RunPaths, keeping: Keeping): Effect<void> =>
  keepsNothing(keeping) ? removeFile(path) : writeAtomically(path, encodeKeeping(keeping));

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
      error.kind === 'malformed-json' || error.kind === 'invalid-config' ? { ...error, mend } : error,
    ),
  );

/** What is kept of the last iteration. */
export type Kept = Pick<StoredRun, 'state' | 'checksum'>;

const keptIn = (paths: RunPaths, config: Config, checkpoint: string): E.Either<UnusableRun, Kept> =>
  pipe(
    decodeCheckpoint(checkpoint),
    E.mapLeft((problem) => unusable(paths.checkpoint, problem, orAgain(paths))),
    E.filterOrElse(
      ({ configuration }) => configuration === configurationHash(config),
      ({ configuration }) =>
        unusable(
          paths.checkpoint,
          'it belongs to another configuration than the config.json beside it: expected the hash ' +
            `${shortHash(configuration)}, found ${shortHash(configurationHash(config))}`,
          `put back ${paths.config} as it was`,
        ),
    ),
    E.map(({ state, metrics }) => ({ state, checksum: metrics })),
  );

/**
 * Before the first checkpoint a crash can have left the line of the first iteration; others had a
 * checkpoint.
 */
const nothingKept = (paths: RunPaths): Effect<Kept> =>
  pipe(
    readRawIfThere(paths.metrics),
    TE.chainEitherKW((metrics = '') => {
      const found = iterationsIn(metrics);
      return found.length > 1 && found.some((iteration) => iteration !== 1)
        ? E.left(
            unusable(
              paths.checkpoint,
              `it is gone; metrics.jsonl holds ${String(found.length)} iterations`,
              orAgain(paths),
            ),
          )
        : E.right({ state: undefined, checksum: undefined });
    }),
  );

/** Which state of a run: the best on validation tasks, or that after an iteration. */
export type WhichCheckpoint = 'best' | number;

/** The same run at another of the states that it has kept, if one is named. */
export const atCheckpoint =
  (which: WhichCheckpoint | undefined) =>
  (run: StoredRun): Effect<StoredRun> => {
    const { paths, config, state } = run;
    if (which === undefined || which === state?.iteration) return TE.right(run);
    const checkpoint = which === 'best' ? paths.best : keptCheckpoint(paths, which);
    return pipe(
      readTextIfThere(checkpoint),
      TE.filterOrElseW(
        (text) => text !== undefined,
        () => unusable(paths.directory, notKept(which, state)),
      ),
      TE.chainEitherKW((text) => keptIn({ ...paths, checkpoint }, config, text)),
      TE.filterOrElseW(
        (kept) => which === 'best' || kept.state?.iteration === which,
        (kept) => unusable(checkpoint, ofAnother(which, kept), mend),
      ),
      TE.map((kept) => ({ ...run, ...kept })),
    );
  };

const ofAnother = (which: WhichCheckpoint, { state }: Kept): string =>
  `expected the state after iteration ${String(which)}, found that after iteration ${String(state?.iteration)}`;

const notKept = (which: WhichCheckpoint, last: StoredRun['state']): string =>
  which === 'best'
    ? 'it has kept no best state: train with --evaluate-every'
    : `it has kept no state after iteration ${String(which)}, only the last one, after iteration ` +
      `${String(last?.iteration ?? 0)}, and those of --keep-every`;

const readKept = (paths: RunPaths, config: Config): Effect<Kept> =>
  pipe(
    readTextIfThere(paths.checkpoint),
    TE.chainW((text): Effect<Kept> =>
      text === undefined ? nothingKept(paths) : TE.fromEither(keptIn(paths, config, text)),
    ),
  );

/**
 * Reads the run in a directory. Of its modules, those that are elsewhere now are found among
 * `modules` by their content.
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
export const readRun = (directory: string, modules: readonly ConfiguredModule[] = []): Effect<StoredRun> => {
  const paths = runPaths(directory);
  return pipe(
    TE.Do,
    TE.apS('paths', TE.right(paths)),
    TE.bind('config', () => readConfig(paths, modules)),
    TE.bind('start', ({ config }) => readStart(paths, config)),
    TE.bind('kept', ({ config }) => readKept(paths, config)),
    TE.map(({ config, start, kept }) => ({ paths, config, start, ...kept })),
  );
};

const altered = (iterations: number, expected: string, found: string): string =>
  `it was altered since it was written: its first ${iterations === 1 ? 'line does' : `${String(iterations)} lines do`} not fit the checksum in checkpoint: ` +
  `expected ${shortHash(expected)}, found ${shortHash(found)}`;

/** The metrics up to the state of a run, and the text that they were found in. */
const readMetrics = ({ paths, state, checksum }: Pick<StoredRun, 'paths'> & Kept) =>
  pipe(
    TE.Do,
    TE.bind('text', () => readRawIfThere(paths.metrics)),
    TE.bindW('settled', ({ text }) =>
      pipe(
        settleMetrics(state?.iteration ?? 0)(text ?? ''),
        E.chain((settled) => {
          const found = addToChecksum(noChecksum, settled.text);
          return checksum === undefined || found === checksum
            ? E.right(settled)
            : E.left(altered(settled.records.length, checksum, found));
        }),
        E.mapLeft((problem) => unusable(paths.metrics, problem, orAgain(paths))),
        TE.fromEither,
      ),
    ),
  );

/** The records up to the state of a run. */
export const readRecords = (run: Pick<StoredRun, 'paths'> & Kept): Effect<readonly IterationRecord[]> =>
  pipe(
    readMetrics(run),
    TE.map(({ settled: { records } }) => records),
  );

/**
 * The metrics up to the state of a run; whatever the file holds beyond them is taken out of it.
 * Lines that no ordinary crash leaves are kept in a file of their own. The lock must be held.
 */
export const settleRun = (run: StoredRun): Effect<SettledMetrics> =>
  pipe(
    readMetrics(run),
    TE.chainFirstW(({ settled: { surplus } }) =>
      surplus.text === ''
        ? TE.right(undefined)
        : append(run.paths.surplus, Buffer.from(surplus.text, 'latin1')),
    ),
    TE.chainFirstW(({ text, settled }) =>
      text === undefined || text === settled.text
        ? TE.right(undefined)
        : writeAtomically(run.paths.metrics, settled.text),
    ),
    TE.map(({ settled }) => settled),
  );

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

/** The text of a checkpoint of a run, with the checksum of its metrics up to the state. */
export const checkpointText = (
  { config }: Pick<StoredRun, 'config'>,
  state: MetaState,
  metrics: string,
): string => encodeCheckpoint({ configuration: configurationHash(config), state, metrics });

/**
 * Keeps one iteration after those of a checksum, and gives the checksum that includes it: first its
 * line of metrics, then its checkpoint, so that a crash in between leaves a line too many, which
 * {@link settleRun} takes out.
 */
export const keepIteration = (
  { paths, config }: StoredRun,
  before: string,
  state: MetaState,
  record: IterationRecord,
): Effect<string> => {
  const line = encodeRecord(record);
  const metrics = addToChecksum(before, line);
  return pipe(
    append(paths.metrics, line),
    TE.chain(() => writeAtomically(paths.checkpoint, checkpointText({ config }, state, metrics))),
    TE.map(() => metrics),
  );
};

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
