import { checkFields, checkOnlyFields } from '@sgmrl/codecs';
import { foldIn, type Key } from '@sgmrl/prng';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { adapting } from './adapting';
import {
  drawBatch,
  drawTimesteps,
  takeInnerStep,
  unadapted,
  type Adaptation,
  type AdaptationError,
} from './adaptation';
import { checkCount } from './check';
import { checkAdapting, checkTasks } from './check-problem';
import { checkParameters } from './check-learned';
import { checkJob } from './check-state';
import type { Job } from './job';
import { nonFiniteAdaptation, type NonFinite } from './non-finite';
import type { AdaptationProblem } from './problem';
import { returnsOf, type Returns } from './returns';
import { adaptationAt } from './scales';
import { learnedIn, type Learned } from './learned';
import { evaluationKey } from './state';

/**
 * Held-out tasks to evaluate parameters on. The same key gives the same tasks and the same
 * randomness, whatever the parameters: so parameters can be compared task by task.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { navigation2d, navigation2dDefault } from '@sgmrl/environments';
 * import { planEvaluation } from '@sgmrl/meta-learning';
 * import { key } from '@sgmrl/prng';
 * const jobsOf = planEvaluation({ tasks: navigation2d(navigation2dDefault) });
 * const [few, many] = [
 *   jobsOf({ parameters: [1, 2] }, 3, key(7)),
 *   jobsOf({ parameters: [3, 4] }, 5, key(7)),
 * ];
 * // Other parameters, and more tasks, but the first three are the same.
 * deepStrictEqual(
 *   few.map((job) => job.task),
 *   many.slice(0, 3).map((job) => job.task),
 * );
 * deepStrictEqual(
 *   few.map((job) => job.key),
 *   many.slice(0, 3).map((job) => job.key),
 * );
 * ```
 */
export const planEvaluation =
  <Task, State>(problem: Pick<AdaptationProblem<Task, State>, 'tasks'>) =>
  (learned: Learned, count: number, key: Key): readonly Job<Task>[] => {
    checkFields('problem', problem, { tasks: 'a record' });
    const { tasks } = problem;
    checkTasks(tasks);
    checkParameters('learned', learned);
    checkCount('planEvaluation: tasks', count, 1);
    return Array.from({ length: count }, (_, index) => {
      const taskKey = foldIn(evaluationKey(key), index);
      return {
        iteration: 0,
        index,
        task: tasks.sample(foldIn(taskKey, 0)),
        ...learnedIn(learned),
        key: foldIn(taskKey, 1),
      };
    });
  };

/** How to adapt to held-out tasks: with the algorithm's own settings but for what is given. */
export interface HeldOutAdaptation {
  /** K */
  readonly innerSteps: number;
  /** α of all inner steps but the first. */
  readonly laterStepSize?: number | undefined;
  /** N, the trajectories of each batch. */
  readonly trajectories?: number | undefined;
  /**
   * Batches by time steps, as in much of the literature (`collectTimesteps` of rollouts): the
   * trajectories that N parallel environments complete within a budget of so many. Short ones count
   * for more then, in the returns too.
   */
  readonly timesteps?: number | undefined;
}

/**
 * Adapts to one task and measures on the way: the returns after 0, 1, …, `innerSteps` inner steps,
 * each of N fresh trajectories, which the next step then learns from.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { tabular, tabularDefault } from '@sgmrl/environments';
 * import { defaultSettings as algorithm } from '@sgmrl/estimators';
 * import { evaluateTask, planEvaluation } from '@sgmrl/meta-learning';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * import { key } from '@sgmrl/prng';
 * const problem = { tasks: tabular(tabularDefault), policy: tabularSoftmax(3, 2), algorithm };
 * for (const job of planEvaluation(problem)({ parameters: [0, 0, 0, 0, 0, 0] }, 10, key(7))) {
 *   const measured = evaluateTask(problem, { innerSteps: 2 })(job);
 *   if (measured._tag === 'Left') throw new Error(measured.left.what);
 *   strictEqual(measured.right.length, 3); // after 0, 1 and 2 inner steps
 * }
 * ```
 */
export const evaluateTask = <Task, State>(
  problem: AdaptationProblem<Task, State>,
  adaptation: HeldOutAdaptation,
): ((job: Job<Task>) => E.Either<NonFinite, readonly Returns[]>) => {
  checkFields('problem', problem, { algorithm: 'a record' });
  checkOnlyFields('adaptation', adaptation, {
    innerSteps: 'anything',
    laterStepSize: 'anything',
    trajectories: 'anything',
    timesteps: 'anything',
  });
  const { algorithm, tasks } = problem;
  const {
    innerSteps,
    laterStepSize = algorithm.stepSize,
    trajectories = algorithm.trajectories,
    timesteps,
  } = adaptation;
  if (timesteps !== undefined) checkCount('timesteps', timesteps, 1);
  const later = { ...algorithm, stepSize: laterStepSize };
  for (const settings of [algorithm, later])
    checkAdapting({ ...problem, algorithm: { ...settings, trajectories } }, innerSteps);
  const adaptingTo = adapting(problem);
  return (job) => {
    checkJob(problem.policy, job);
    const at = adaptingTo(job);
    const drawn = timesteps === undefined ? drawBatch : drawTimesteps(timesteps);
    const draw = drawn(tasks.environment(job.task), at.policy, job.key);
    const [first, others] = [adaptationAt(algorithm, job.scales), adaptationAt(later, job.scales)];
    const continueFrom = (
      adaptation: Adaptation,
      measured: readonly Returns[],
    ): E.Either<AdaptationError, readonly Returns[]> =>
      pipe(
        draw(trajectories, adaptation),
        E.chain((batch) => {
          const soFar = [...measured, returnsOf(batch, algorithm.discount)];
          return soFar.length > innerSteps
            ? E.right(soFar)
            : pipe(
                takeInnerStep(at, adaptation.steps.length === 0 ? first : others)(adaptation, batch),
                E.chain((next) => continueFrom(next, soFar)),
              );
        }),
      );
    return pipe(
      continueFrom(unadapted(at.start), []),
      E.mapLeft(nonFiniteAdaptation(job.iteration, job.index, problem)),
    );
  };
};
