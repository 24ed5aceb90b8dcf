import { foldIn, type Key } from '@sgmrl/prng';
import type { Vector } from '@sgmrl/vector';
import type { Problem } from './problem';
import { iterationKey, type MetaState } from './state';

/** One task of one iteration, as plain data: it can be run anywhere. */
export interface Job<Task> {
  /** 1 for the first iteration. */
  readonly iteration: number;
  /** Position of the task in the meta-batch, from zero. */
  readonly index: number;
  readonly task: Task;
  /** θ_k */
  readonly parameters: Vector;
  readonly key: Key;
}

/**
 * Draws the B tasks of the next iteration and gives each its key.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, notDeepStrictEqual } from 'node:assert';
 * import { tabular, tabularDefault } from '@sgmrl/environments';
 * import { defaultSettings } from '@sgmrl/estimators';
 * import { ascent, initialState, plan } from '@sgmrl/meta-learning';
 * import { sgd } from '@sgmrl/optimizers';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * import { key } from '@sgmrl/prng';
 * const algorithm = { ...defaultSettings, estimator: 'sg-mrl' };
 * const problem = { tasks: tabular(tabularDefault), policy: tabularSoftmax(3, 2), algorithm, update: ascent(sgd(0.1)) };
 * const state = initialState(problem)(key(1));
 * const jobs = plan(problem)(state);
 * deepStrictEqual([jobs.length, jobs[0].iteration, jobs[0].index], [20, 1, 0]);
 * notDeepStrictEqual(jobs[0].key, jobs[1].key); // no two tasks share random numbers
 * deepStrictEqual(jobs, plan(problem)(state)); // planned anew after a crash: the same jobs
 * ```
 */
export const plan =
  <Task, State>({ tasks, algorithm }: Pick<Problem<Task, State>, 'tasks' | 'algorithm'>) =>
  (state: Pick<MetaState, 'parameters' | 'key' | 'iteration'>): readonly Job<Task>[] =>
    Array.from({ length: algorithm.metaBatchSize }, (_, index) => {
      const key = foldIn(iterationKey(state), index);
      return {
        iteration: state.iteration + 1,
        index,
        task: tasks.sample(foldIn(key, 0)),
        parameters: state.parameters,
        key: foldIn(key, 1),
      };
    });
