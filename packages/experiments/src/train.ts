import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Config } from './config';
import { describeError, type ExperimentError } from './experiment-error';
import { makeFolder, readTextIfThere } from './files';
import type { TrainingStream } from './learner';
import type { IterationRecord } from './metrics-file';
import { phaseClock, type PhaseClock } from './phase-clock';
import {
  createRun,
  keepIteration,
  keepSummary,
  readConfig,
  readRun,
  rewindMetrics,
  setIterations,
  whileLocked,
  type StoredRun,
} from './run-directory';
import { runPaths, type RunPaths } from './run-paths';
import { advance, noProgress, summarize, versionsIn, type Progress, type Summary } from './summary';
import { versions, type Versions } from './versions';
import { withStream, type Workers } from './with-stream';

/** How to train, and whom to tell. */
export interface TrainOptions {
  readonly workers: Workers;
  /** Called before the first iteration. */
  readonly onStart: (run: StoredRun) => void;
  /** Called after each iteration, when it is safe on the disk. */
  readonly onIteration: (record: IterationRecord) => void;
  /** Asked after each iteration. */
  readonly stopRequested: () => boolean;
}

/** A run that ended without failing. */
export interface TrainedRun {
  readonly paths: RunPaths;
  readonly config: Config;
  readonly summary: Summary;
}

interface Outcome {
  readonly progress: Progress;
  readonly error: ExperimentError | undefined;
}

/** What was thrown, as an error to report. */
export const unexpected = (error: unknown): ExperimentError => ({
  kind: 'execution',
  problem: error instanceof Error ? error.message : String(error),
});

/** Takes iterations from the stream until there are enough of them, keeping each. */
const follow =
  (run: StoredRun, { onIteration, stopRequested }: TrainOptions, clock: PhaseClock, before: Progress) =>
  (stream: TrainingStream): T.Task<Outcome> =>
  async () => {
    let progress = before;
    try {
      clock.begin();
      for await (const result of stream) {
        if (E.isLeft(result)) return { progress, error: result.left };
        const [state, metrics] = result.right;
        const record = { ...metrics, seconds: clock.read() };
        const kept = await keepIteration(run, state, record)();
        if (E.isLeft(kept)) return { progress, error: kept.left };
        progress = advance(progress, record);
        onIteration(record);
        if (state.iteration >= run.config.iterations || stopRequested()) break;
        clock.begin();
      }
      return { progress, error: undefined };
    } catch (error) {
      return { progress, error: unexpected(error) };
    }
  };

const hasMore = ({ state, config }: StoredRun): boolean => (state?.iteration ?? 0) < config.iterations;

/** What a run is computed with: where nothing is left to compute, what its summary says of that. */
const versionsOf = (run: StoredRun): TE.TaskEither<ExperimentError, Versions | undefined> =>
  hasMore(run)
    ? TE.right(versions)
    : pipe(
        readTextIfThere(run.paths.summary),
        TE.map((text) => (text === undefined ? versions : versionsIn(text))),
      );

const endOf = (run: StoredRun, { progress, error }: Outcome, computedWith: Versions | undefined): Summary =>
  error === undefined
    ? summarize(
        progress,
        (progress.last?.iteration ?? 0) < run.config.iterations ? 'stopped' : 'finished',
        null,
        computedWith,
      )
    : summarize(progress, 'failed', describeError(error), computedWith);

const train = (
  options: TrainOptions,
  run: StoredRun,
  before: Progress,
): TE.TaskEither<ExperimentError, Outcome> => {
  const clock = phaseClock(() => performance.now());
  return withStream(
    options.workers,
    run.config,
    clock.around,
  )((problem, stream) => follow(run, options, clock, before)(stream(run.state ?? problem.initial)));
};

/** Does the iterations that are left, and writes the summary. */
const continueRun =
  (options: TrainOptions) =>
  (run: StoredRun, records: readonly IterationRecord[]): TE.TaskEither<ExperimentError, TrainedRun> =>
    pipe(
      TE.right<ExperimentError, Progress>(records.reduce(advance, noProgress)),
      TE.chainFirstIOK(() => () => options.onStart(run)),
      TE.bindTo('before'),
      TE.bind('computedWith', () => versionsOf(run)),
      TE.bind('outcome', ({ before }) =>
        hasMore(run) ? train(options, run, before) : TE.right({ progress: before, error: undefined }),
      ),
      TE.chain(({ outcome, computedWith }): TE.TaskEither<ExperimentError, TrainedRun> => {
        const { error } = outcome;
        const summary = endOf(run, outcome, computedWith);
        const kept = keepSummary(run, summary);
        // If the summary cannot be written either, the first failure is the one to tell.
        return error === undefined
          ? pipe(
              kept,
              TE.map(() => ({ paths: run.paths, config: run.config, summary })),
            )
          : pipe(
              TE.fromTask(kept),
              TE.chain(() => TE.left(error)),
            );
      }),
    );

/**
 * Trains from the beginning, in a directory that holds no run yet; it is made if need be.
 *
 * @example
 * ```ts
 * import { match, strictEqual } from 'node:assert';
 * import { mkdtempSync, rmSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { describeError, presets, startRun } from '@sgmrl/experiments';
 * const config = { ...presets['tabular-quick'].config, iterations: 1 };
 * const options = { workers: { threads: 0, module: '' }, onStart: () => undefined, onIteration: () => undefined, stopRequested: () => false };
 * const folder = mkdtempSync(join(tmpdir(), 'sgmrl-'));
 * const trained = await startRun(config, folder, options)();
 * strictEqual(trained._tag === 'Right' && trained.right.summary.status, 'finished');
 * // A folder that holds a run is never written over.
 * const again = await startRun(config, folder, options)();
 * match(again._tag === 'Left' ? describeError(again.left) : '', /it holds another run.*go on with it by --resume/);
 * rmSync(folder, { recursive: true });
 * ```
 */
export const startRun = (
  config: Config,
  directory: string,
  options: TrainOptions,
): TE.TaskEither<ExperimentError, TrainedRun> => {
  const paths = runPaths(directory);
  return pipe(
    makeFolder(directory),
    TE.chainW(() =>
      whileLocked(
        paths.lock,
        pipe(
          createRun(paths, config),
          TE.chain((run) => continueRun(options)(run, [])),
        ),
      ),
    ),
  );
};

/**
 * Goes on with the run in a directory, from its last checkpoint; its metrics and checkpoints will be those of a run
 * that was never stopped. `adjust` sees the run's configuration and gives the one to go on with, which may differ in the number
 * of iterations only.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import * as TE from 'fp-ts/lib/TaskEither.js';
 * import { presets, resumeRun, startRun } from '@sgmrl/experiments';
 * const config = { ...presets['tabular-quick'].config, iterations: 2 };
 * const options = { workers: { threads: 0, module: '' }, onStart: () => undefined, onIteration: () => undefined, stopRequested: () => false };
 * const folder = mkdtempSync(join(tmpdir(), 'sgmrl-'));
 * const [whole, stopped] = [join(folder, 'whole'), join(folder, 'stopped')];
 * await startRun(config, whole, options)();
 * await startRun(config, stopped, { ...options, stopRequested: () => true })(); // after one iteration
 * const resumed = await resumeRun(stopped, TE.right, options)();
 * strictEqual(resumed._tag === 'Right' && resumed.right.summary.status, 'finished');
 * const checkpoint = (run: string) => readFileSync(join(run, 'checkpoint'), 'utf8');
 * strictEqual(checkpoint(stopped), checkpoint(whole)); // bit for bit
 * rmSync(folder, { recursive: true });
 * ```
 */
export const resumeRun = (
  directory: string,
  adjust: (config: Config) => TE.TaskEither<ExperimentError, Config>,
  options: TrainOptions,
): TE.TaskEither<ExperimentError, TrainedRun> =>
  pipe(
    readConfig(runPaths(directory)),
    TE.chain(adjust),
    TE.chain(({ iterations }) =>
      whileLocked(
        runPaths(directory).lock,
        pipe(
          TE.Do,
          TE.bind('stored', () => readRun(directory)),
          // Whatever is unfit is found before anything is written.
          TE.bind('records', ({ stored }) => rewindMetrics(stored)),
          TE.bind('run', ({ stored }) => setIterations(stored, iterations)),
          TE.chain(({ run, records }) => continueRun(options)(run, records)),
        ),
      ),
    ),
  );
