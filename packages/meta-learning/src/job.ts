import { checkFields } from '@sgmrl/codecs';
import type { TaskDistribution } from '@sgmrl/environments';
import type { SamplingSettings } from '@sgmrl/estimators';
import { foldIn, type Key } from '@sgmrl/prng';
import { checkCount } from './check';
import { checkTasks } from './check-problem';
import { checkPlanned } from './check-state';
import { learnedIn, type Learned } from './learned';
import { shrinkageFactorOf } from './shrinkage';
import { iterationKey, type MetaState } from './state';

/**
 * One task of one iteration, as plain data: it can be run anywhere. It holds θ_k and what comes
 * with it.
 */
export interface Job<Task> extends Learned {
  /** 1 for the first iteration. */
  readonly iteration: number;
  /** Position of the task in the meta-batch, from zero. */
  readonly index: number;
  /** τ, drawn from p. */
  readonly task: Task;
  /** Where the algorithm takes its shrinkage factor from the state. */
  readonly shrinkageFactor?: number;
  /** From which all random numbers of the task follow. */
  readonly key: Key;
}

/**
 * Draws the B tasks of the next iteration and gives each its key. Throws a RangeError unless B is
 * an integer from 1, and for a state that is none.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, notDeepStrictEqual } from 'node:assert';
 * import { tabular, tabularDefault } from '@sgmrl/environments';
 * import { plan } from '@sgmrl/meta-learning';
 * import { key } from '@sgmrl/prng';
 * const planNext = plan({ tasks: tabular(tabularDefault), algorithm: { metaBatchSize: 2 } });
 * const state = { parameters: [0, 0, 0, 0, 0, 0], key: key(1), iteration: 0 };
 * const jobs = planNext(state);
 * deepStrictEqual(jobs.map(({ iteration, index }) => [iteration, index]), [[1, 0], [1, 1]]);
 * notDeepStrictEqual(jobs[0].key, jobs[1].key); // no two tasks share random numbers
 * deepStrictEqual(jobs, planNext(state)); // planned anew after a crash: the same jobs
 * ```
 */
export const plan = <Task, State>(problem: {
  readonly tasks: TaskDistribution<Task, State>;
  readonly algorithm: Pick<SamplingSettings, 'metaBatchSize'>;
}): ((state: Learned & Pick<MetaState, 'shrinkage' | 'key' | 'iteration'>) => readonly Job<Task>[]) => {
  checkFields('problem', problem, { tasks: 'a record', algorithm: 'a record' });
  const { tasks, algorithm } = problem;
  const { metaBatchSize } = algorithm;
  checkTasks(tasks);
  checkCount('metaBatchSize', metaBatchSize, 1);
  return (state) => {
    checkPlanned(state);
    return Array.from({ length: metaBatchSize }, (_, index) => {
      const key = foldIn(iterationKey(state), index);
      return {
        iteration: state.iteration + 1,
        index,
        task: tasks.sample(foldIn(key, 0)),
        ...learnedIn(state),
        ...(state.shrinkage && {
          shrinkageFactor: shrinkageFactorOf(state.shrinkage, state.iteration),
        }),
        key: foldIn(key, 1),
      };
    });
  };
};
