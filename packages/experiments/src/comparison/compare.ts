import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Effect } from '../errors/effect';
import { isRunFailure, type ExperimentError } from '../errors/experiment-error';
import { arithmeticOf } from '../run/arithmetic';
import type { IterationRecord, SurplusLines } from '../run/metrics-file';
import type { RunPaths } from '../run/run-paths';
import type { TrainOptions } from '../training/train-options';
import type { Workers } from '../training/with-stream';
import type { Choice } from './chosen';
import { whileComparing, type KeptQuestion } from './comparison-directory';
import { evaluatePlanned, inspect, trainPlanned, type Standing } from './run';
import { planRuns, type PlannedRun, type ComparisonQuestion } from './question';
import { planSelection, selectRuns } from './selection';

/** Something that happened to one of the runs. */
export type ComparisonEvent = {
  /** Which one. */
  readonly run: PlannedRun;
} & (
  | {
      /** Its training begins, or goes on. */
      readonly kind: 'training';
      /** Iterations that it had done before. */
      readonly iterations: number;
      /** Where its files are. */
      readonly paths: RunPaths;
      /** Lines that were moved from the metrics to `paths.surplus`. */
      readonly surplus: SurplusLines;
    }
  | {
      /** An iteration is done, and safe on the disk. */
      readonly kind: 'iteration';
      /** Its line of metrics.jsonl. */
      readonly record: IterationRecord;
    }
  | {
      /** It is trained; now it is measured on held-out tasks. */
      readonly kind: 'evaluating';
    }
  | {
      /** It is trained and measured. */
      readonly kind: 'finished';
    }
  | {
      /** It cannot be finished; the others go on. */
      readonly kind: 'failed';
      /** Its folder, and why. */
      readonly failure: FailedRun;
    }
);

/** A run and how far it has come. */
export interface StandingRun {
  /** Which one. */
  readonly run: PlannedRun;
  /** What it has, and what is left to do. */
  readonly standing: Standing;
}

/** How to compare, and whom to tell. */
export interface CompareOptions {
  /**
   * How many runs at once: each in a worker thread of its own, or one after the other in this
   * thread if there are none.
   */
  readonly workers: Workers;
  /**
   * Called before the first run: how far each has come, but for those that are damaged; and what
   * the comparison asks, which it may have asked before. Where a value is to be chosen, once for
   * the runs by which it is, and once for those that have it.
   */
  readonly onPlan: (
    runs: readonly StandingRun[],
    damaged: readonly FailedRun[],
    question: ComparisonQuestion,
  ) => void;
  /** Called with the values that were chosen, before the runs that have them. */
  readonly onChoices?: (choices: readonly Choice[]) => void;
  /** Called whenever something happens to a run; several may be under way at once. */
  readonly onEvent: (event: ComparisonEvent) => void;
  /** Asked after each iteration and each held-out task. */
  readonly stopRequested: () => boolean;
  /** Take locks also from a process that cannot be seen from here; only if it is gone. */
  readonly takeOver?: boolean | undefined;
}

/** A run that could not be finished, and why. */
export interface FailedRun {
  /** Its folder. */
  readonly directory: string;
  /** Why. */
  readonly error: ExperimentError;
}

/** How a comparison ended. */
export interface ComparisonOutcome {
  /** How many the question asks for, with those by which values are chosen. */
  readonly runs: number;
  /** How many of them are trained and evaluated, now or before. */
  readonly finished: number;
  /** Those that failed now, or are damaged; the others were stopped. */
  readonly failures: readonly FailedRun[];
}

type End = 'finished' | 'stopped';

/** Trains and evaluates one run, as far as that is left to do. */
const advance = (
  directory: string,
  { evaluation }: ComparisonQuestion,
  { run, standing }: StandingRun,
  { workers, onEvent, stopRequested, takeOver }: CompareOptions,
): Effect<End> => {
  const alone = { workers: { ...workers, threads: Math.min(workers.threads, 1) }, stopRequested };
  const options: TrainOptions = {
    ...alone,
    takeOver,
    onStart: ({ state, paths }, surplus) => {
      onEvent({ kind: 'training', run, iterations: state?.iteration ?? 0, paths, surplus });
    },
    onIteration: (record) => {
      onEvent({ kind: 'iteration', run, record });
    },
  };
  return pipe(
    standing.next === 'train' ? trainPlanned(directory, run, options) : TE.right('finished' as const),
    TE.chain((end): Effect<End> => {
      if (end === 'stopped') return TE.right(end);
      onEvent({ kind: 'evaluating', run });
      return evaluatePlanned(directory, run, evaluation, alone);
    }),
  );
};

const failed = (directory: string, run: PlannedRun, error: ExperimentError): FailedRun => ({
  directory: join(directory, run.path),
  error,
});

/**
 * Does what is left of the runs, several at once: each lane takes the next run as soon as it is
 * free.
 */
const advanceAll =
  (directory: string, question: ComparisonQuestion, options: CompareOptions) =>
  (runs: readonly StandingRun[]): T.Task<readonly E.Either<FailedRun, End>[]> =>
  async () => {
    const ends: E.Either<FailedRun, End>[] = [];
    const waiting = runs.values();
    const lane = async (): Promise<void> => {
      for (const standing of waiting) {
        const { run } = standing;
        const end = options.stopRequested()
          ? E.right('stopped' as const)
          : await pipe(
              advance(directory, question, standing, options),
              TE.mapLeft((error) => failed(directory, run, error)),
            )();
        ends.push(end);
        if (E.isLeft(end)) options.onEvent({ kind: 'failed', run, failure: end.left });
        else if (end.right === 'finished') options.onEvent({ kind: 'finished', run });
      }
    };
    await Promise.all(Array.from({ length: Math.max(1, options.workers.threads) }, lane));
    return ends;
  };

/** How far each run has come; Left for those that are damaged. */
const inspectAll = (
  directory: string,
  { evaluation }: ComparisonQuestion,
): ((runs: readonly PlannedRun[]) => T.Task<readonly E.Either<FailedRun, StandingRun>[]>) =>
  T.traverseSeqArray((run) =>
    pipe(
      inspect(directory, run, evaluation),
      TE.bimap(
        (error) => failed(directory, run, error),
        (standing): StandingRun => ({ run, standing }),
      ),
    ),
  );

/** Does what is left of some runs of a comparison. */
const doRuns =
  (question: ComparisonQuestion, directory: string, options: CompareOptions) =>
  (planned: readonly PlannedRun[]): T.Task<ComparisonOutcome> =>
    pipe(
      planned,
      inspectAll(directory, question),
      T.chain((inspected) => {
        const damaged = RA.lefts(inspected);
        const standing = RA.rights(inspected);
        const left = standing.filter(({ standing: { next } }) => next !== 'nothing');
        options.onPlan(standing, damaged, question);
        return pipe(
          left,
          advanceAll(directory, question, options),
          T.map((ends) => ({
            runs: planned.length,
            finished:
              standing.length - left.length + RA.rights(ends).filter((end) => end === 'finished').length,
            failures: [...damaged, ...RA.lefts(ends)],
          })),
        );
      }),
    );

/**
 * A run that fails by itself tells that its value is none to choose; one that cannot be done tells
 * nothing.
 */
const tellsAll = ({ runs, finished, failures }: ComparisonOutcome): boolean =>
  runs === finished + failures.filter(({ error }) => isRunFailure(error)).length;

/**
 * The runs by which values are chosen first, and, if all of them are done, those of what was
 * chosen.
 */
const answer =
  (directory: string, options: CompareOptions) =>
  ({ question, planned }: KeptQuestion): Effect<ComparisonOutcome> => {
    const runAll = doRuns(question, directory, options);
    return pipe(
      planSelection(question),
      TE.chain((first) => (first.length === 0 ? TE.right(undefined) : TE.fromTask(runAll(first)))),
      TE.chain((tried) => {
        if (tried === undefined) return TE.fromTask(runAll(planned));
        if (!tellsAll(tried)) return TE.right(tried);
        return pipe(
          planned,
          selectRuns(directory, question),
          TE.chainTaskK(({ planned: chosen, choices }) => {
            options.onChoices?.(choices);
            return runAll(chosen);
          }),
          TE.map((outcome) => ({
            runs: tried.runs + outcome.runs,
            finished: tried.finished + outcome.finished,
            failures: [...tried.failures, ...outcome.failures],
          })),
        );
      }),
    );
  };

/**
 * Answers a question, and what a comparison in this folder asked before: trains every run that it
 * asks for and evaluates it on held-out tasks, each in a folder of its own. What is there already
 * is not done again, and an unfinished run is gone on with, to the bytes of one that was never
 * stopped. A run that fails or is damaged is reported, and the others go on. Left if the folder
 * cannot be used, or the question is unfit.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { mkdtempSync, rmSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { compare, presets, type ComparisonQuestion } from '@sgmrl/experiments';
 * const question: ComparisonQuestion = {
 *   version: 1,
 *   config: { ...presets['tabular-quick'].config, iterations: 1 },
 *   algorithms: ['random'],
 *   innerSteps: [1],
 *   seeds: [1, 2],
 *   evaluation: { tasks: 2, innerSteps: 1 },
 * };
 * const folder = mkdtempSync(join(tmpdir(), 'sgmrl-'));
 * const happened: string[] = [];
 * const answer = compare(question, folder, {
 *   workers: { threads: 0, module: '' },
 *   onPlan: () => undefined,
 *   onEvent: ({ kind, run }) => happened.push(`${kind} ${run.seed}`),
 *   stopRequested: () => false,
 * });
 * const answered = { _tag: 'Right', right: { runs: 2, finished: 2, failures: [] } };
 * deepStrictEqual(await answer(), answered);
 * deepStrictEqual(happened.filter((event) => event.startsWith('finished')), ['finished 1', 'finished 2']);
 * happened.length = 0;
 * deepStrictEqual(await answer(), answered); // what is there already
 * deepStrictEqual(happened, []); // is not done again
 * rmSync(folder, { recursive: true });
 * ```
 */
export const compare = (
  question: ComparisonQuestion,
  directory: string,
  options: CompareOptions,
): TE.TaskEither<ExperimentError, ComparisonOutcome> =>
  pipe(
    planRuns(question),
    TE.chainFirstEitherKW(() => arithmeticOf(question.config)),
    TE.chain(() =>
      whileComparing(
        directory,
        question,
        { takeOver: options.takeOver ?? false },
        answer(directory, options),
      ),
    ),
  );
