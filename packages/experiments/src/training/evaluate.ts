import type { Learned, NonFinite, Returns } from '@sgmrl/meta-learning';
import { key } from '@sgmrl/prng';
import * as E from 'fp-ts/lib/Either.js';
import { flow, pipe } from 'fp-ts/lib/function.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { ExperimentError } from '../errors/experiment-error';
import { interval95, type ConfidenceInterval } from '../statistics/interval';
import type { Config, ConfiguredModule } from '../configuration/config';
import { learner, type Learner } from './learner';
import { atCheckpoint, readRun, type WhichCheckpoint } from '../run/stored-run';

/** On which held-out tasks to measure, and how to adapt to them. */
export interface HeldOutOptions {
  /** How many held-out tasks. */
  readonly tasks: number;
  /** Inner steps K; the number that the run was trained with unless given. */
  readonly innerSteps?: number | undefined;
  /** α of all inner steps but the first; that of training unless given. */
  readonly laterStepSize?: number | undefined;
  /** N, the trajectories of each batch; those of training unless given. */
  readonly trajectories?: number | undefined;
  /**
   * Batches of N environments side by side until trajectories of so many steps have ended; of N
   * trajectories unless given.
   */
  readonly timesteps?: number | undefined;
  /**
   * Chooses the tasks; the run's own unless given. They are never those of training, whatever the
   * seed.
   */
  readonly seed?: number | undefined;
}

/** What to evaluate on. */
export interface EvaluationOptions extends HeldOutOptions {
  /** Where modules are that are elsewhere now; they are known by their content. */
  readonly modules?: readonly ConfiguredModule[] | undefined;
  /** Which state of the run; that after the last iteration unless given. */
  readonly checkpoint?: WhichCheckpoint | undefined;
}

/** Mean returns over tasks, each with its 95 % interval. */
export interface ReturnIntervals {
  /** Of the sum of rewards. */
  readonly undiscounted: ConfidenceInterval;
  /** Of Σ_h γ^h r_h, with the γ of training. */
  readonly discounted: ConfidenceInterval;
}

/** After so many inner steps, on the same tasks with the same randomness. */
export interface EvaluationRow {
  /** How many, from 0. */
  readonly innerSteps: number;
  /** The parameters that the run has learned. */
  readonly trained: ReturnIntervals;
  /** The parameters that the run started from. */
  readonly untrained: ReturnIntervals;
}

/** How well a run adapts to held-out tasks. */
export interface Evaluation {
  /** Its directory. */
  readonly run: string;
  /** Outer iterations done. */
  readonly iteration: number;
  /** How many held-out tasks. */
  readonly tasks: number;
  /** By which they were drawn. */
  readonly seed: number;
  /** One for each of 0, 1, …, K inner steps. */
  readonly rows: readonly EvaluationRow[];
}

const intervals = (perTask: readonly (readonly Returns[])[], step: number): ReturnIntervals => ({
  undiscounted: interval95(perTask.map((returns) => returns[step].undiscounted)),
  discounted: interval95(perTask.map((returns) => returns[step].discounted)),
});

/** The returns on held-out tasks after 0, 1, …, K inner steps from what has been learned. */
export const measureLearned = (
  problem: Pick<Learner, 'heldOut' | 'measure'>,
  { seed, algorithm }: Pick<Config, 'seed' | 'algorithm'>,
  { tasks, innerSteps = algorithm.innerSteps, seed: used = seed, ...adaptation }: HeldOutOptions,
): ((learned: Learned) => E.Either<NonFinite, readonly ReturnIntervals[]>) =>
  flow(
    problem.heldOut(tasks, { ...adaptation, innerSteps }, key(used)),
    E.traverseArray(problem.measure),
    E.map((perTask) => RA.makeBy(innerSteps + 1, (step) => intervals(perTask, step))),
  );

/**
 * Evaluates the parameters of a run on held-out tasks, beside those that it started from.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, strictEqual } from 'node:assert';
 * import { mkdtempSync, rmSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { evaluateRun, presets, startRun } from '@sgmrl/experiments';
 * const config = { ...presets['tabular-quick'].config, iterations: 0 };
 * const options = { workers: { threads: 0, module: '' }, onStart: () => undefined, onIteration: () => undefined, stopRequested: () => false };
 * const folder = mkdtempSync(join(tmpdir(), 'sgmrl-'));
 * await startRun(config, folder, options)();
 * const evaluation = await evaluateRun(folder, { tasks: 3, innerSteps: 2, seed: 7 })();
 * if (evaluation._tag === 'Left') throw new Error(evaluation.left.kind);
 * strictEqual(evaluation.right.rows.length, 3); // after 0, 1 and 2 inner steps
 * // Without any iterations the run is what it started from, measured on the same tasks.
 * for (const { trained, untrained } of evaluation.right.rows) deepStrictEqual(trained, untrained);
 * rmSync(folder, { recursive: true });
 * ```
 */
export const evaluateRun = (
  directory: string,
  { seed, modules, checkpoint: which, ...options }: EvaluationOptions,
): TE.TaskEither<ExperimentError, Evaluation> =>
  pipe(
    TE.Do,
    TE.apS('run', pipe(readRun(directory, modules), TE.chain(atCheckpoint(which)))),
    TE.bindW('problem', ({ run }) => learner(run.config)),
    TE.chainEitherKW(({ run, problem }) => {
      const used = seed ?? run.config.seed;
      const evaluate = measureLearned(problem, run.config, { ...options, seed: used });
      const initial = problem.initial(run.start);
      return pipe(
        E.Do,
        E.apS('trained', evaluate(run.state ?? initial)),
        E.apS('untrained', evaluate(initial)),
        E.map(({ trained, untrained }): Evaluation => ({
          run: directory,
          iteration: run.state?.iteration ?? 0,
          tasks: options.tasks,
          seed: used,
          rows: trained.map((returns, innerSteps) => ({
            innerSteps,
            trained: returns,
            untrained: untrained[innerSteps],
          })),
        })),
      );
    }),
  );
