import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { ExecutionFailure, ExperimentError } from '../errors/experiment-error';
import { isGivenUp, unexpected, wrongSince } from '../errors/thrown';
import { confirmLock, type Lock } from '../lock/lock';
import { keepIteration } from '../run/keep-iteration';
import type { KeptBeside } from '../run/kept-beside';
import { addToChecksum, noChecksum, type SettledMetrics } from '../run/metrics-file';
import type { StoredRun } from '../run/stored-run';
import { advance, type Progress } from '../run/summary';
import type { Validation } from '../run/validation-file';
import type { Keeper } from './keeper';
import type { TrainingStream } from './learner';
import type { PhaseClock } from './phase-clock';
import type { TrainOptions } from './train-options';

/** How far training came, and how it ended. */
export interface Outcome {
  readonly progress: Progress;
  readonly best?: Validation | undefined;
  /** Whether validation ended it. */
  readonly early?: boolean;
  readonly error: ExperimentError | undefined;
}

/** A run that this process has for itself, and what it had done before. */
export interface OwnRun {
  readonly lock: Lock;
  readonly run: StoredRun;
  readonly before: SettledMetrics;
  readonly beside: KeptBeside;
}

/**
 * Does something as long as the lock is held; a lock that was lost is another's, and so are the
 * files.
 */
export const ifHeld = <A>(
  lock: Lock,
  effect: TE.TaskEither<ExperimentError, A>,
): TE.TaskEither<ExperimentError, A> =>
  pipe(
    confirmLock(lock),
    TE.chainW(() => effect),
  );

/** Whether iterations are left to do. */
export const hasMore = ({ state, config }: StoredRun): boolean => (state?.iteration ?? 0) < config.iterations;

/** What was thrown, when iterations after the first `done` had begun at these times. */
const failureOf = (error: unknown, done: number, begun: readonly number[]): ExecutionFailure => {
  const since = wrongSince(error);
  if (since === undefined) return unexpected(error);
  // What workers did before the run was gone on with is not known.
  const first = done > 0 ? 1 : Math.max(1, begun.filter((at) => at <= since).length);
  return { ...unexpected(error), wrongSince: first };
};

/** Takes iterations from the stream until there are enough of them, keeping each. */
export const follow =
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
    const begun: number[] = [];
    const beginIteration = (): void => {
      begun.push(performance.now());
      clock.begin();
    };
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
      beginIteration();
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
        beginIteration();
      }
      return ended(undefined);
    } catch (error) {
      return ended(isGivenUp(error) ? undefined : failureOf(error, run.state?.iteration ?? 0, begun));
    }
  };
