import { identity, pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Config } from '../configuration/config';
import { describeError, type ExperimentError } from '../errors/experiment-error';
import { makeFolder, readTextIfThere } from '../files/files';
import { whileLocked, type Lock } from '../lock/lock';
import { arithmeticOf, arithmeticOfRun } from '../run/arithmetic';
import { readConfig } from '../run/config-file';
import { createRun } from '../run/create-run';
import { keepsNothing } from '../run/keeping';
import { keptOfNew, readKeptBeside, writeKeeping } from '../run/kept-beside';
import { settleRun } from '../run/kept-metrics';
import type { SettledMetrics } from '../run/metrics-file';
import { keepSummary } from '../run/run-end';
import { refuseWrong } from '../run/maybe-wrong';
import { runPaths, type RunPaths } from '../run/run-paths';
import { setIterations } from '../run/set-iterations';
import { readRun, type StoredRun } from '../run/stored-run';
import { advance, noProgress, summarize, versionsIn, type Progress, type Summary } from '../run/summary';
import { versions, type Versions } from '../run/versions';
import { fittingStart } from './fitting-start';
import { follow, hasMore, ifHeld, type Outcome, type OwnRun } from './follow';
import { openKeeper } from './keeper';
import { phaseClock } from './phase-clock';
import type { TrainOptions } from './train-options';
import { withStream } from './with-stream';

/** A run that ended without failing. */
export interface TrainedRun {
  /** Where its files are. */
  readonly paths: RunPaths;
  /** With the iterations that it was to have. */
  readonly config: Config;
  /** What summary.json holds now. */
  readonly summary: Summary;
}

/** What a run is computed with: where nothing is left to compute, what its summary says of that. */
const versionsOf = (run: StoredRun): TE.TaskEither<ExperimentError, Versions | undefined> =>
  hasMore(run)
    ? TE.right(versions)
    : pipe(
        readTextIfThere(run.paths.summary),
        TE.map((text) => (text === undefined ? versions : versionsIn(text))),
      );

/** The best of the states that were validated, and whether that ended training. */
const validated = ({ best, early = false }: Outcome): Pick<Summary, 'best' | 'early'> => {
  const after = best?.returns?.at(-1);
  return {
    best: best && after && { iteration: best.iteration, after },
    early: early ? true : undefined,
  };
};

const endOf = (run: StoredRun, outcome: Outcome, computedWith: Versions | undefined): Summary => {
  const { progress, error } = outcome;
  const done = (progress.last?.iteration ?? 0) < run.config.iterations ? 'stopped' : 'finished';
  return error === undefined
    ? { ...summarize(progress, done, null, computedWith), ...validated(outcome) }
    : {
        ...summarize(progress, 'failed', describeError(error), computedWith),
        wrongSince: error.kind === 'execution' ? error.wrongSince : undefined,
      };
};

const nobody = (): void => undefined;

const train = (
  options: TrainOptions,
  own: OwnRun,
  start: Progress,
): TE.TaskEither<ExperimentError, Outcome> => {
  const clock = phaseClock(() => performance.now());
  const { config, state, start: begun } = own.run;
  const outcome = withStream(
    options.workers,
    config,
    clock.around,
  )((problem, stream, measure) =>
    pipe(
      openKeeper(own.run, own.beside, problem, measure, options.onValidation ?? nobody),
      TE.chainTaskK((keeper) =>
        follow(own, options, clock, start, keeper)(() => stream(state ?? problem.initial(begun))),
      ),
    ),
  );
  return pipe(outcome, TE.chainEitherKW(identity));
};

/** Does the iterations that are left, and writes the summary. */
const continueRun =
  (options: TrainOptions) =>
  (own: OwnRun): TE.TaskEither<ExperimentError, TrainedRun> => {
    const { lock, run, before, beside } = own;
    return pipe(
      TE.right<ExperimentError, Progress>(before.records.reduce(advance, noProgress)),
      TE.chainFirstIOK(() => () => {
        options.onStart(run, before.surplus);
      }),
      TE.bindTo('start'),
      TE.bind('computedWith', () => versionsOf(run)),
      TE.bind('outcome', ({ start }) =>
        hasMore(run) || (run.state !== undefined && !keepsNothing(beside.keeping))
          ? train(options, own, start)
          : TE.right({ progress: start, error: undefined }),
      ),
      TE.chain(({ outcome, computedWith }): TE.TaskEither<ExperimentError, TrainedRun> => {
        const { error } = outcome;
        const summary = endOf(run, outcome, computedWith);
        const kept = ifHeld(lock, keepSummary(run, summary));
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
  };

/** Does something while this process has a run for itself. */
const whileOwn = <A>(
  directory: string,
  { takeOver = false }: TrainOptions,
  effect: (lock: Lock) => TE.TaskEither<ExperimentError, A>,
): TE.TaskEither<ExperimentError, A> => whileLocked(runPaths(directory).lock, { takeOver }, effect);

const nothingBefore: SettledMetrics = {
  records: [],
  text: '',
  surplus: { numbers: [], text: '', reordered: false },
};

/**
 * Trains from the beginning, in a directory that holds no run yet, or one that has done nothing; it
 * is made if need be.
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
 * // What a run has done is never written over.
 * const again = await startRun(config, folder, options)();
 * match(again._tag === 'Left' ? describeError(again.left) : '', /it holds another run.*go on with it by --resume/);
 * rmSync(folder, { recursive: true });
 * ```
 */
export const startRun = (
  config: Config,
  directory: string,
  options: TrainOptions,
): TE.TaskEither<ExperimentError, TrainedRun> =>
  pipe(
    TE.Do,
    TE.bind('beside', () => TE.fromEither(keptOfNew(directory, options.keeping ?? {}))),
    TE.chainFirstW(() => TE.fromEither(arithmeticOf(config))),
    TE.bindW('start', () => fittingStart(config)),
    TE.chainFirstW(() => makeFolder(directory)),
    TE.chainW(({ beside, start }) =>
      whileOwn(directory, options, (lock) =>
        pipe(
          createRun(runPaths(directory), config, beside.keeping, start),
          TE.chain((run) => continueRun(options)({ lock, run, before: nothingBefore, beside })),
        ),
      ),
    ),
  );

/**
 * Goes on with the run in a directory, from its last checkpoint; its metrics and checkpoints will
 * be those of a run that was never stopped. `adjust` sees the run's configuration and gives the one
 * to go on with, which may differ in the number of iterations only. What is kept beside its last
 * state is as it was, but for what `options.keeping` asks for. A state that may hold wrong results
 * of a worker is refused.
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
    readConfig(runPaths(directory), options.modules),
    TE.chain(adjust),
    TE.chain(({ iterations }) =>
      whileOwn(directory, options, (lock) =>
        pipe(
          TE.Do,
          TE.bind('stored', () => readRun(directory, options.modules)),
          TE.chainFirstEitherKW(({ stored }) => arithmeticOfRun(directory, stored.config)),
          TE.chainFirst(({ stored }) => refuseWrong(stored)),
          // Whatever is unfit is found before anything is written.
          TE.bind('beside', ({ stored }) => readKeptBeside(stored, options.keeping ?? {})),
          TE.bind('before', ({ stored }) => settleRun(stored)),
          TE.bind('run', ({ stored }) => setIterations(stored, iterations)),
          TE.chainFirst(({ run, beside }) => writeKeeping(run.paths, beside.keeping)),
          TE.chain(({ run, before, beside }) => continueRun(options)({ lock, run, before, beside })),
        ),
      ),
    ),
  );
