import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Learned, MetaState } from '@sgmrl/meta-learning';
import type { Config, ConfiguredModule } from '../configuration/config';
import { configurationHash } from '../configuration/configuration-hash';
import type { Effect } from '../errors/effect';
import type { UnusableRun } from '../errors/experiment-error';
import { readRawIfThere, readTextIfThere } from '../files/files';
import { shortHash } from '../files/hash';
import { decodeCheckpoint } from './checkpoint';
import { readConfig } from './config-file';
import { iterationsIn } from './metrics-file';
import { keptCheckpoint, runPaths, type RunPaths } from './run-paths';
import { readStart } from './starting-point';
import { orAgain, putBack, unusable } from './unusable-run';

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

const ofAnother = (which: WhichCheckpoint, { state }: Kept): string =>
  `expected the state after iteration ${String(which)}, found that after iteration ${String(state?.iteration)}`;

const notKept = (which: WhichCheckpoint, last: StoredRun['state']): string =>
  which === 'best'
    ? 'it has kept no best state: train with --evaluate-every'
    : `it has kept no state after iteration ${String(which)}, only the last one, after iteration ` +
      `${String(last?.iteration ?? 0)}, and those of --keep-every`;

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
        (kept) => unusable(checkpoint, ofAnother(which, kept), putBack),
      ),
      TE.map((kept) => ({ ...run, ...kept })),
    );
  };

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
 * const said = `${folder}: it holds no run: there is no config.json`;
 * strictEqual(empty._tag === 'Left' && describeError(empty.left), said);
 * const config = { ...presets['tabular-quick'].config, iterations: 1 };
 * const options = {
 *   workers: { threads: 0, module: '' },
 *   onStart: () => undefined,
 *   onIteration: () => undefined,
 *   stopRequested: () => false,
 * };
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
