import * as E from 'fp-ts/lib/Either.js';
import { identity, pipe } from 'fp-ts/lib/function.js';
import type * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Config, ConfiguredModule } from '../configuration/config';
import { describeError, type ExperimentError, type InvalidConfig } from '../errors/experiment-error';
import { makeFolder, readTextIfThere } from '../files/files';
import { learner, type TrainingStream } from './learner';
import { confirmLock, whileLocked, type Lock } from '../lock/lock';
import {
  addToChecksum,
  noChecksum,
  type IterationRecord,
  type SettledMetrics,
  type SurplusLines,
} from '../run/metrics-file';
import { openKeeper, type Keeper } from './keeper';
import { keepsNothing, type KeepingRequest } from '../run/keeping';
import { keptOfNew, readKeptBeside, type KeptBeside } from '../run/kept-beside';
import type { Validation } from '../run/validation-file';
import { phaseClock, type PhaseClock } from './phase-clock';
import { readConfig } from '../run/config-file';
import { createRun } from '../run/create-run';
import { keepIteration } from '../run/keep-iteration';
import { writeKeeping } from '../run/kept-beside';
import { settleRun } from '../run/kept-metrics';
import { keepSummary } from '../run/run-end';
import { setIterations } from '../run/set-iterations';
import { readRun, type StoredRun } from '../run/stored-run';
import { runPaths, type RunPaths } from '../run/run-paths';
import { arithmeticOf, arithmeticOfRun } from '../run/arithmetic';
import { startOf, type Start } from '../run/starting-point';
import { advance, noProgress, summarize, versionsIn, type Progress, type Summary } from '../run/summary';
import { versions, type Versions } from '../run/versions';
import { withStream, type Workers } from './with-stream';

/** How to train, and whom to tell. */
export interface TrainOptions {
  /** Where tasks run. */
  readonly workers: Workers;
  /**
   * Called before the first iteration, with the lines that were moved from the metrics to
   * `run.paths.surplus`, and whether the others were put in order.
   */
  readonly onStart: (run: StoredRun, surplus: SurplusLines) => void;
  /** Called after each iteration, when it is safe on the disk. */
  readonly onIteration: (record: IterationRecord) => void;
  /** Asked after each iteration. */
  readonly stopRequested: () => boolean;
  /**
   * What is to be kept beside the last state; as the run has it unless given, and nothing in a new
   * one.
   */
  readonly keeping?: KeepingRequest | undefined;
  /** Called after each validation. */
  readonly onValidation?: ((validation: Validation, isBest: boolean) => void) | undefined;
  /**
   * Take the lock of the run also from a process that cannot be seen from here; only if it is gone.
   */
  readonly takeOver?: boolean | undefined;
  /** Where modules are that are elsewhere now; they are known by their content. */
  readonly modules?: readonly ConfiguredModule[] | undefined;
}

/** A run that ended without failing. */
export interface TrainedRun {
  /** Where its files are. */
  readonly paths: RunPaths;
  /** With the iterations that it was to have. */
  readonly config: Config;
  /** What summary.json holds now. */
  readonly summary: Summary;
}

interface Outcome {
  readonly progress: Progress;
  readonly best?: Validation | undefined;
  /** Whether validation ended it. */
  readonly early?: boolean;
  readonly error: ExperimentError | undefined;
}

/** What was thrown, as an error to report. */
export const unexpected = (error: unknown): ExperimentError => ({
  kind: 'execution',
  problem: error instanceof Error ? error.message : String(error),
});

/** Whether work was given up because the program is to stop, and not because it failed. */
export const isGivenUp = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

/** A run that this process has for itself, and what it had done before. */
interface OwnRun {
  readonly lock: Lock;
  readonly run: StoredRun;
  readonly before: SettledMetrics;
  readonly beside: KeptBeside;
}

/**
 * Does something as long as the lock is held; a lock that was lost is another's, and so are the
 * files.
 */
const ifHeld = <A>(
  lock: Lock,
  effect: TE.TaskEither<ExperimentError, A>,
): TE.TaskEither<ExperimentError, A> =>
  pipe(
    confirmLock(lock),
    TE.chainW(() => effect),
  );

/** Takes iterations from the stream until there are enough of them, keeping each. */
const follow =
  (
    { lock, run, before }: OwnRun,
    { onIteration, stopRequested }: TrainOptions,
    clock: PhaseClock,
    start: Progress,
    keeper: Keeper,
  ) =>
  (begin: () => TrainingStream): T.Task<Outcome> =>
  async () => {
    let progress = start;
    let checksum = addToChecksum(noChecksum, before.text);
    const ended = (error: ExperimentError | undefined, early = false): Outcome => ({
      progress,
      error,
      best: keeper.best(),
      early,
    });
    try {
      // A process that was killed may have left this undone.
      if (run.state !== undefined) {
        const enough = await ifHeld(lock, keeper.after(run.state, checksum))();
        if (E.isLeft(enough)) return ended(enough.left);
        if (enough.right || !hasMore(run)) return ended(undefined, enough.right && hasMore(run));
      }
      clock.begin();
      for await (const result of begin()) {
        if (E.isLeft(result)) return ended(result.left);
        const [state, metrics] = result.right;
        const record = { ...metrics, seconds: clock.read() };
        const kept = await ifHeld(lock, keepIteration(run, checksum, state, record))();
        if (E.isLeft(kept)) return ended(kept.left);
        checksum = kept.right;
        progress = advance(progress, record);
        onIteration(record);
        const enough = await ifHeld(lock, keeper.after(state, checksum))();
        if (E.isLeft(enough)) return ended(enough.left);
        if (enough.right) return ended(undefined, state.iteration < run.config.iterations);
        if (state.iteration >= run.config.iterations || stopRequested()) break;
        clock.begin();
      }
      return ended(undefined);
    } catch (error) {
      return ended(isGivenUp(error) ? undefined : unexpected(error));
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
    : summarize(progress, 'failed', describeError(error), computedWith);
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

const misfit = ({ from }: Config, dimension: number, { learned }: Start): InvalidConfig => ({
  kind: 'invalid-config',
  source: 'configuration',
  fields: [
    {
      path: 'from',
      expected: `a checkpoint with ${String(dimension)} parameters, as the policy has here`,
      found: `${String(learned.parameters.length)} in ${from?.checkpoint ?? ''}`,
    },
  ],
});

/** θ of a network that saw observations otherwise is another policy's. */
const seesOtherwise = (
  { from, algorithm: { observationNormalisation } }: Config,
  { learned }: Start,
): InvalidConfig | undefined => {
  const isNormalised = learned.observationMoments !== undefined;
  return isNormalised === (observationNormalisation !== undefined)
    ? undefined
    : {
        kind: 'invalid-config',
        source: 'configuration',
        fields: [
          {
            path: 'algorithm.observationNormalisation',
            expected: `${isNormalised ? 'one, such as {"clip":10}' : 'nothing'}: ${from?.checkpoint ?? ''} was learned with observations ${isNormalised ? 'normalised' : 'as they are'}`,
            found: observationNormalisation,
          },
        ],
      };
};

/**
 * What a run begins from. What does not fit its policy is refused before anything is written, and
 * so are modules of which no problem can be built.
 */
const fittingStart = (config: Config): TE.TaskEither<ExperimentError, Start | undefined> =>
  pipe(
    startOf(config),
    TE.chainEitherKW((start) => {
      const wrong = start && seesOtherwise(config, start);
      return wrong === undefined ? E.right(start) : E.left<ExperimentError>(wrong);
    }),
    TE.chainFirst((start) =>
      start === undefined && (config.with ?? []).length === 0
        ? TE.right(undefined)
        : pipe(
            learner(config),
            TE.chainEitherK(({ dimension }) =>
              start === undefined || start.learned.parameters.length === dimension
                ? E.right(undefined)
                : E.left<ExperimentError>(misfit(config, dimension, start)),
            ),
          ),
    ),
  );

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
 * state is as it was, but for what `options.keeping` asks for.
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
