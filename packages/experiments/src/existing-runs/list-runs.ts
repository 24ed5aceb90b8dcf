import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { nearestPreset } from '../comparison/nearest-preset';
import { nameOfAlgorithm } from '../configuration/algorithms';
import type { Config, ConfiguredModule } from '../configuration/config';
import { describeErrorIn } from '../errors/describe-error-in';
import type { ExperimentError } from '../errors/experiment-error';
import { listFolders, writtenAt, type FileError } from '../files/files';
import type { IterationRecord } from '../run/metrics-file';
import { readRecords } from '../run/kept-metrics';
import { runFilesIn } from '../run/run-files';
import { readRun, type StoredRun } from '../run/stored-run';
import { runPaths, type RunPaths } from '../run/run-paths';
import { algorithmCodec } from '../vocabulary/algorithm-codec';
import { builtIn } from '../vocabulary/built-in';
import { readWithoutModules, type RunWithoutModules } from './read-without-modules';

/** Why a module of a run cannot be used. */
type Unfit = 'changed' | 'gone' | 'unusable';

/** A run in a few words. */
export interface ListedRun {
  /** Its folder. */
  readonly directory: string;
  /** The preset whose settings it has, but for seed, iterations, estimator and inner steps. */
  readonly preset: string | null;
  /** The kind of its environment. */
  readonly environment: string;
  /** The name of its algorithm, or the term in words. */
  readonly algorithm: string;
  /** ζ of training. */
  readonly innerSteps: number;
  /** The root of all its randomness. */
  readonly seed: number;
  /** Outer iterations done. */
  readonly done: number;
  /** Those that it was asked for. */
  readonly iterations: number;
  /** Mean undiscounted return after adaptation in the last iteration; null before the first. */
  readonly lastReturn: number | null;
  /** When its last iteration was kept, or it was begun, as ISO 8601. */
  readonly written: string;
  /**
   * Why a module of the run cannot be used, so that its preset is not known; missing where all can
   * be.
   */
  readonly module?: Unfit;
}

/** A run that cannot be read, and why. */
export interface DamagedRun {
  /** Its folder. */
  readonly directory: string;
  /** Why, for a person; paths are told from the folder. */
  readonly problem: string;
}

/** What a folder holds. */
export interface RunList {
  /** By folder name, numbers in them by size. */
  readonly runs: readonly ListedRun[];
  /** In the same order. */
  readonly damaged: readonly DamagedRun[];
}

const presetOf = (directory: string, config: Config): string | null => {
  const { seed } = config;
  const run = { directory, seed, config, records: [], heldOut: undefined };
  const group = { algorithm: '', innerSteps: config.algorithm.innerSteps, runs: [run] };
  const nearest = nearestPreset({ groups: [group] });
  return nearest?.different.length === 0 ? nearest.preset : null;
};

/** How far a run has come. */
const reached = (
  state: StoredRun['state'],
  records: readonly IterationRecord[],
  written: Date | undefined,
): Pick<ListedRun, 'done' | 'lastReturn' | 'written'> => ({
  done: state?.iteration ?? 0,
  lastReturn: records.at(-1)?.after.undiscounted.mean ?? null,
  written: (written ?? new Date(0)).toISOString(),
});

const listed = (
  { paths, config, state }: StoredRun,
  records: readonly IterationRecord[],
  written: Date | undefined,
): ListedRun => ({
  directory: paths.directory,
  preset: presetOf(paths.directory, config),
  environment: config.environment.kind,
  algorithm: nameOfAlgorithm(config.algorithm),
  innerSteps: config.algorithm.innerSteps,
  seed: config.seed,
  iterations: config.iterations,
  ...reached(state, records, written),
});

/** By its own name where no word of a module is in it, else as it was written. */
const algorithmNamed = (algorithm: RunWithoutModules['config']['algorithm']): string =>
  pipe(
    algorithmCodec(builtIn).decode(algorithm),
    E.match(
      () =>
        typeof algorithm.estimator === 'string' ? algorithm.estimator : JSON.stringify(algorithm.estimator),
      nameOfAlgorithm,
    ),
  );

/** A run of which a module cannot be used. */
const listedWithout = (paths: RunPaths, module: Unfit): TE.TaskEither<ExperimentError, ListedRun> =>
  pipe(
    TE.Do,
    TE.bind('run', () => readWithoutModules(paths)),
    TE.bindW('written', ({ run: { state } }) =>
      writtenAt(state === undefined ? paths.config : paths.checkpoint),
    ),
    TE.map(({ run: { config, state, records }, written }) => ({
      directory: paths.directory,
      preset: null,
      environment: config.environment.kind,
      algorithm: algorithmNamed(config.algorithm),
      innerSteps: config.algorithm.innerSteps,
      seed: config.seed,
      ...reached(state, records, written),
      iterations: config.iterations,
      module,
    })),
  );

/** What an error says of a module of a run; undefined if it is about something else. */
const moduleIn = (paths: RunPaths, error: ExperimentError): Unfit | undefined => {
  if (error.kind === 'unusable-module') return error.changed === true ? 'changed' : 'unusable';
  const isOfRun = error.kind !== 'file' || Object.values(paths).includes(error.path);
  return isOfRun ? undefined : 'gone';
};

const inspect = (
  directory: string,
  modules: readonly ConfiguredModule[] | undefined,
): TE.TaskEither<ExperimentError, ListedRun> =>
  pipe(
    TE.Do,
    TE.bind('run', () => readRun(directory, modules)),
    TE.bind('records', ({ run }) => readRecords(run)),
    TE.bindW('written', ({ run: { paths, state } }) =>
      writtenAt(state === undefined ? paths.config : paths.checkpoint),
    ),
    TE.map(({ run, records, written }) => listed(run, records, written)),
    TE.orElse((error) => {
      const paths = runPaths(directory);
      const module = moduleIn(paths, error);
      return module === undefined ? TE.left(error) : listedWithout(paths, module);
    }),
  );

/** A configuration alone that is none of ours is somebody else's file. */
const isForeign = (error: ExperimentError, files: readonly string[]): boolean =>
  files.length === 1 && (error.kind === 'invalid-config' || error.kind === 'malformed-json');

const skipped = (name: string): boolean => name === 'node_modules' || name.startsWith('.');

const joined = (lists: readonly RunList[]): RunList => ({
  runs: lists.flatMap(({ runs }) => runs),
  damaged: lists.flatMap(({ damaged }) => damaged),
});

const byName = (x: string, y: string): number => x.localeCompare(y, 'en', { numeric: true });

type Modules = readonly ConfiguredModule[] | undefined;

const damagedAt = (directory: string, error: ExperimentError): RunList => ({
  runs: [],
  damaged: [{ directory, problem: describeErrorIn(directory, error) }],
});

const below = (directory: string, modules: Modules): TE.TaskEither<FileError, RunList> =>
  pipe(
    listFolders(directory),
    TE.chainTaskK((names) =>
      pipe(
        names.filter((name) => !skipped(name)).toSorted(byName),
        RA.map((name) => join(directory, name)),
        T.traverseSeqArray((folder) =>
          pipe(
            look(folder, modules),
            TE.getOrElse((error) => T.of(damagedAt(folder, error))),
          ),
        ),
      ),
    ),
    TE.map(joined),
  );

const look = (directory: string, modules: Modules): TE.TaskEither<ExperimentError, RunList> =>
  pipe(
    runFilesIn(runPaths(directory)),
    TE.chain((files) =>
      files.length === 0
        ? below(directory, modules)
        : pipe(
            inspect(directory, modules),
            TE.matchE(
              (error) =>
                isForeign(error, files) ? below(directory, modules) : TE.right(damagedAt(directory, error)),
              (run) => TE.right({ runs: [run], damaged: [] }),
            ),
          ),
    ),
  );

/**
 * The runs in a folder and in the folders below it, by name; the folder can be a run itself. What
 * is below a run, in hidden folders and behind links is not looked at. A run whose module cannot be
 * used is listed, without its preset. Modules as for `readRun`.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { mkdtempSync, rmSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import * as E from 'fp-ts/lib/Either.js';
 * import { listRuns, presets, startRun } from '@sgmrl/experiments';
 * const config = { ...presets['tabular-quick'].config, iterations: 1 };
 * const options = { workers: { threads: 0, module: '' }, onStart: () => undefined, onIteration: () => undefined, stopRequested: () => false };
 * const folder = mkdtempSync(join(tmpdir(), 'sgmrl-'));
 * await startRun(config, join(folder, 'mine'), options)();
 * const list = await listRuns(folder)();
 * if (E.isLeft(list)) throw new Error(list.left.kind);
 * const [{ preset, done, iterations }] = list.right.runs;
 * deepStrictEqual([preset, done, iterations], ['tabular-quick', 1, 1]);
 * rmSync(folder, { recursive: true });
 * ```
 */
export const listRuns = (
  directory: string,
  modules?: readonly ConfiguredModule[],
): TE.TaskEither<ExperimentError, RunList> => look(directory, modules);
