import { key } from '@sgmrl/prng';
import * as E from 'fp-ts/lib/Either.js';
import { flow, pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { ExperimentError } from '../experiment-error';
import { learner } from '../learner';
import { readRun } from '../run-directory';
import type { ComparedRun, Comparison } from './comparison';
import { heldOutOf } from './held-out';

/** How to evaluate the runs that were not. */
export interface MissingEvaluation {
  /** Held-out tasks. */
  readonly tasks: number;
  /** K: returns are measured after 0, 1, …, K inner steps. */
  readonly innerSteps: number;
  /** Is told which run is to be evaluated next. */
  readonly onRun: (directory: string) => void;
}

type Effect<A> = TE.TaskEither<ExperimentError, A>;

const evaluated =
  ({ tasks, innerSteps, onRun }: MissingEvaluation) =>
  (run: ComparedRun): Effect<ComparedRun> =>
    run.heldOut !== undefined
      ? TE.right(run)
      : pipe(
          TE.fromIO<void, ExperimentError>(() => {
            onRun(run.directory);
          }),
          TE.chain(() => readRun(run.directory)),
          TE.bindTo('stored'),
          TE.bindW('problem', () => learner(run.config)),
          TE.chainEitherKW(({ stored, problem }) => {
            const { parameters, iteration } = stored.state ?? problem.initial;
            return pipe(
              parameters,
              flow(problem.heldOut(tasks, { innerSteps }, key(run.seed)), E.traverseArray(problem.measure)),
              E.map((perTask) => ({ ...run, heldOut: heldOutOf(iteration, perTask) })),
            );
          }),
        );

/**
 * Evaluates the runs of a comparison that were not, such as those of plain training, in this thread. Nothing is written. A
 * run that has gone on meanwhile is evaluated where it is now; Left if its numbers are not finite.
 */
export const evaluateMissing =
  (how: MissingEvaluation) =>
  (comparison: Comparison): Effect<Comparison> =>
    pipe(
      comparison.groups,
      TE.traverseSeqArray((group) =>
        pipe(
          group.runs,
          TE.traverseSeqArray(evaluated(how)),
          TE.map((runs) => ({ ...group, runs })),
        ),
      ),
      TE.map((groups) => ({ ...comparison, groups })),
    );
