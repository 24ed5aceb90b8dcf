import { join } from 'node:path';
import { key } from '@sgmrl/prng';
import type { JobMap, Returns } from '@sgmrl/meta-learning';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Config } from '../configuration/config';
import { configDifferences } from '../configuration/config-differences';
import type { Effect } from '../errors/effect';
import type { ExperimentError } from '../errors/experiment-error';
import { few } from '../errors/few';
import { isGivenUp, unexpected } from '../errors/thrown';
import { readTextIfThere, writeAtomically } from '../files/files';
import type { HeldOutJob, HeldOutResult } from '../training/learner';
import type { IterationRecord } from '../run/metrics-file';
import { readRecords } from '../run/kept-metrics';
import { isFinished } from '../run/run-end';
import { runFilesIn } from '../run/run-files';
import { readRun, type StoredRun } from '../run/stored-run';
import { runPaths, type RunPaths } from '../run/run-paths';
import { resumeRun, startRun } from '../training/train';
import type { TrainOptions } from '../training/train-options';
import { withHeldOut } from '../training/with-stream';
import { decodeHeldOut, encodeHeldOut, heldOutOf } from './held-out';
import type { PlannedRun, ComparisonQuestion } from './question';

const anew = 'move its folder away, and the same command trains it again';

/** An error of a run that is part of a comparison: what to do is another thing there. */
export const ofComparison = (error: ExperimentError): ExperimentError =>
  'mend' in error && error.mend !== undefined
    ? { ...error, mend: `put back a copy of it, or ${anew}` }
    : error;

/** What is said of a run that differs from the one that is planned in its place. */
export const notOfThisComparison = (different: readonly string[]): string =>
  `it is not the run of this comparison: ${few(different, '; ')}; ${anew}`;

/**
 * The run in a folder must be the one that is planned, but for the number of iterations that it has
 * so far.
 */
const sameRun =
  (directory: string, { config }: PlannedRun) =>
  (stored: Config): Effect<Config> => {
    const different = configDifferences({ ...stored, iterations: 0 }, { ...config, iterations: 0 });
    return different.length === 0
      ? TE.right(config)
      : TE.left({
          kind: 'unusable-run',
          path: directory,
          problem: notOfThisComparison(different),
        });
  };

const isEvaluated = (
  { paths, config }: StoredRun,
  { tasks, innerSteps }: ComparisonQuestion['evaluation'],
): Effect<boolean> =>
  pipe(
    readTextIfThere(paths.evaluation),
    TE.map((text = '') => {
      const found = decodeHeldOut(text);
      return (
        found?.iteration === config.iterations &&
        found.tasks === tasks &&
        found.rows.length === innerSteps + 1
      );
    }),
  );

/**
 * What is wrong with a run that has done more iterations than a comparison asks for, and what to
 * do.
 */
export const trainedFurther = (done: number, asked: number): string =>
  `it was trained further, to ${String(done)} iterations, and the comparison asks for ${String(asked)}; ${anew}`;

const refuseFurther = ({ paths, state }: StoredRun, { config: { iterations } }: PlannedRun): Effect<void> => {
  const done = state?.iteration ?? 0;
  return done <= iterations
    ? TE.right(undefined)
    : TE.left({ kind: 'unusable-run', path: paths.directory, problem: trainedFurther(done, iterations) });
};

/** How far a run has come. */
export interface Standing {
  /** What is to be done next. */
  readonly next: 'train' | 'evaluate' | 'nothing';
  /** Iterations done. */
  readonly iterations: number;
  /** Mean of those; the first, which is slow, counts only if it is alone. Undefined before it. */
  readonly secondsAnIteration: number | undefined;
}

const meanSeconds = (records: readonly IterationRecord[]): number | undefined => {
  const counted = records.length > 1 ? records.slice(1) : records;
  const total = counted.reduce((sum, { seconds: { plan, run, finish } }) => sum + plan + run + finish, 0);
  return counted.length === 0 ? undefined : total / counted.length;
};

const standingOf = (
  paths: RunPaths,
  planned: PlannedRun,
  evaluation: ComparisonQuestion['evaluation'],
): Effect<Standing> =>
  pipe(
    TE.Do,
    TE.bind('run', () => readRun(paths.directory)),
    TE.chainFirst(({ run }) => sameRun(paths.directory, planned)(run.config)),
    TE.chainFirst(({ run }) => refuseFurther(run, planned)),
    TE.bind('records', ({ run }) => readRecords(run)),
    // A run that was to be trained further but was not gets its own number of iterations back.
    TE.bind('finished', ({ run }) =>
      run.config.iterations > planned.config.iterations
        ? TE.right(false)
        : isFinished({ ...run, config: planned.config }),
    ),
    TE.bind('evaluated', ({ run }) => isEvaluated(run, evaluation)),
    TE.map(({ run, records, finished, evaluated }): Standing => ({
      next: finished ? (evaluated ? 'nothing' : 'evaluate') : 'train',
      iterations: run.state?.iteration ?? 0,
      secondsAnIteration: meanSeconds(records),
    })),
  );

/** Not begun, unless files of a run are there: without its configuration nobody knows of which. */
const notBegun = (paths: RunPaths): Effect<Standing> =>
  pipe(
    runFilesIn(paths),
    TE.chain((found) =>
      found.length === 0
        ? TE.right({ next: 'train', iterations: 0, secondsAnIteration: undefined })
        : TE.left({
            kind: 'unusable-run',
            path: paths.directory,
            problem: `config.json is gone, beside ${found.join(', ')}; put back a copy of it, or ${anew}`,
          }),
    ),
  );

/** How far a planned run has come in the folder of a comparison; Left if it is damaged. */
export const inspect = (
  directory: string,
  planned: PlannedRun,
  evaluation: ComparisonQuestion['evaluation'],
): Effect<Standing> => {
  const paths = runPaths(join(directory, planned.path));
  return pipe(
    readTextIfThere(paths.config),
    TE.chainW((text) => (text === undefined ? notBegun(paths) : standingOf(paths, planned, evaluation))),
    TE.mapLeft(ofComparison),
  );
};

/** Begins the run, or goes on with it. */
export const trainPlanned = (
  directory: string,
  planned: PlannedRun,
  options: TrainOptions,
): Effect<'finished' | 'stopped'> => {
  const paths = runPaths(join(directory, planned.path));
  return pipe(
    readTextIfThere(paths.config),
    TE.chainW((text) =>
      text === undefined
        ? startRun(planned.config, paths.directory, options)
        : resumeRun(paths.directory, sameRun(paths.directory, planned), options),
    ),
    TE.bimap(ofComparison, ({ summary }) => (summary.status === 'finished' ? 'finished' : 'stopped')),
  );
};

/** Measures job by job, until asked to stop: then undefined. */
const measureAll =
  (jobs: readonly HeldOutJob[], stopRequested: () => boolean) =>
  (
    map: JobMap<HeldOutJob, HeldOutResult>,
  ): TE.TaskEither<ExperimentError, readonly (readonly Returns[])[] | undefined> =>
  async () => {
    const measured: (readonly Returns[])[] = [];
    try {
      for (const job of jobs) {
        if (stopRequested()) return E.right(undefined);
        const [result] = await map([job]);
        if (E.isLeft(result)) return result;
        measured.push(result.right);
      }
      return E.right(measured);
    } catch (error) {
      return isGivenUp(error) ? E.right(undefined) : E.left(unexpected(error));
    }
  };

/** Measures how a finished run adapts to held-out tasks, and keeps it in the folder of the run. */
export const evaluatePlanned = (
  directory: string,
  planned: PlannedRun,
  { tasks, innerSteps }: ComparisonQuestion['evaluation'],
  { workers, stopRequested }: Pick<TrainOptions, 'workers' | 'stopRequested'>,
): Effect<'finished' | 'stopped'> =>
  pipe(
    TE.Do,
    TE.bind('run', () => readRun(join(directory, planned.path))),
    TE.chain(({ run }) =>
      pipe(
        withHeldOut(
          workers,
          run.config,
        )((problem, map) => {
          const state = run.state ?? problem.initial(run.start);
          const jobs = problem.heldOut(tasks, { innerSteps }, key(planned.seed))(state);
          return pipe(
            measureAll(jobs, stopRequested)(map),
            TE.map((measured) => (measured === undefined ? undefined : heldOutOf(state.iteration, measured))),
          );
        }),
        TE.chainEitherKW((measured) => measured),
        TE.chainW((measured): Effect<'finished' | 'stopped'> =>
          measured === undefined
            ? TE.right('stopped')
            : pipe(
                writeAtomically(run.paths.evaluation, encodeHeldOut(measured)),
                TE.map(() => 'finished'),
              ),
        ),
      ),
    ),
  );
