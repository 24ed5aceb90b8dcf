import { key } from '@sgmrl/prng';
import * as E from 'fp-ts/lib/Either.js';
import { flow, pipe } from 'fp-ts/lib/function.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { describeErrorIn } from '../errors/describe-error-in';
import type { ExperimentError } from '../errors/experiment-error';
import type { ConfiguredModule } from '../configuration/config';
import { learner } from '../training/learner';
import { readRun } from '../run/stored-run';
import type { ComparedRun, Comparison, ComparisonProblem } from './comparison';
import { heldOutOf, type HeldOut } from './held-out';

/** How to evaluate the runs that were not. */
export interface MissingEvaluation {
  /** Held-out tasks. */
  readonly tasks: number;
  /** K: returns are measured after 0, 1, …, K inner steps. */
  readonly innerSteps: number;
  /** Is told which run is to be evaluated next. */
  readonly onRun: (directory: string) => void;
  /** Those of modules that are elsewhere now, as {@link readRun} has it. */
  readonly modules?: readonly ConfiguredModule[] | undefined;
}

const measured = (
  { directory, seed, config }: ComparedRun,
  { tasks, innerSteps, onRun, modules }: MissingEvaluation,
): TE.TaskEither<ExperimentError, HeldOut> =>
  pipe(
    TE.fromIO<void, ExperimentError>(() => {
      onRun(directory);
    }),
    TE.chain(() => readRun(directory, modules)),
    TE.bindTo('stored'),
    TE.bindW('problem', () => learner(config)),
    TE.chainEitherKW(({ stored, problem }) => {
      const state = stored.state ?? problem.initial(stored.start);
      return pipe(
        state,
        flow(problem.heldOut(tasks, { innerSteps }, key(seed)), E.traverseArray(problem.measure)),
        E.map((perTask) => heldOutOf(state.iteration, perTask)),
      );
    }),
  );

/** A run, and why it could not be evaluated. */
interface Evaluated {
  readonly run: ComparedRun;
  readonly problems: readonly ComparisonProblem[];
}

const isUnfinished = ({ records, config }: ComparedRun): boolean => records.length < config.iterations;

const evaluated =
  (how: MissingEvaluation, alone: boolean) =>
  (run: ComparedRun): T.Task<Evaluated> =>
    run.heldOut !== undefined || (isUnfinished(run) && !alone)
      ? T.of({ run, problems: [] })
      : pipe(
          measured(run, how),
          TE.match(
            (error): Evaluated => {
              const problem = `it cannot be measured on held-out tasks: ${describeErrorIn(run.directory, error)}`;
              return { run, problems: [{ directory: run.directory, problem }] };
            },
            (heldOut) => ({ run: { ...run, heldOut }, problems: [] }),
          ),
        );

/**
 * Evaluates the runs of a comparison that were not, such as those of plain training, in this
 * thread. Nothing is written. An unfinished run is evaluated only if it is alone: beside others it
 * would pass for what its algorithm comes to. A run that has gone on meanwhile is evaluated where
 * it is now; one whose numbers do not stay finite is named among the problems.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { mkdtempSync, rmSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { evaluateMissing, presets, readComparison, startRun } from '@sgmrl/experiments';
 * const config = { ...presets['tabular-quick'].config, iterations: 1 };
 * const options = { workers: { threads: 0, module: '' }, onStart: () => undefined, onIteration: () => undefined, stopRequested: () => false };
 * const folder = mkdtempSync(join(tmpdir(), 'sgmrl-'));
 * await startRun(config, folder, options)();
 * const comparison = await readComparison([folder])();
 * if (comparison._tag === 'Left') throw new Error(comparison.left.kind);
 * strictEqual(comparison.right.groups[0].runs[0].heldOut, undefined); // training does not evaluate
 * const evaluated = await evaluateMissing({ tasks: 2, innerSteps: 3, onRun: () => undefined })(comparison.right)();
 * strictEqual(evaluated.groups[0].runs[0].heldOut?.rows.length, 4); // after 0, 1, 2 and 3 inner steps
 * rmSync(folder, { recursive: true });
 * ```
 */
export const evaluateMissing =
  (how: MissingEvaluation) =>
  (comparison: Comparison): T.Task<Comparison> => {
    const alone = comparison.groups.flatMap(({ runs }) => runs).length === 1;
    return pipe(
      comparison.groups,
      T.traverseSeqArray((group) =>
        pipe(
          group.runs,
          T.traverseSeqArray(evaluated(how, alone)),
          T.map((all) => ({
            group: { ...group, runs: all.map(({ run }) => run) },
            problems: all.flatMap(({ problems }) => problems),
          })),
        ),
      ),
      T.map((all) => ({
        ...comparison,
        groups: all.map(({ group }) => group),
        problems: [...comparison.problems, ...all.flatMap(({ problems }) => problems)],
      })),
    );
  };
