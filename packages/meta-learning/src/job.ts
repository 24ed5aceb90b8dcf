import type { TaskDistribution } from '@sgmrl/environments';
import type { SamplingSettings } from '@sgmrl/estimators';
import { foldIn, type Key } from '@sgmrl/prng';
import type { Vector } from '@sgmrl/vector';
import { checkCount } from './check';
import { checkTasks } from './check-problem';
import type { Scales } from './scales';
import { shrinkageFactorOf } from './shrinkage';
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
  /** s_k, where the algorithm takes its scales from the state. */
  readonly scales?: Scales;
  /** Where the algorithm takes its shrinkage factor from the state. */
  readonly shrinkageFactor?: number;
  readonly key: Key;
}

/**
 * Draws the B tasks of the next iteration and gives each its key. Throws a RangeError unless B is
 * an integer from 1.
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
export const plan = <Task, State>({
  tasks,
  algorithm: { metaBatchSize },
}: {
  readonly tasks: TaskDistribution<Task, State>;
  readonly algorithm: Pick<SamplingSettings, 'metaBatchSize'>;
}): ((
  state: Pick<MetaState, 'parameters' | 'scales' | 'shrinkage' | 'key' | 'iteration'>,
) => readonly Job<Task>[]) => {
  checkTasks(tasks);
  checkCount('metaBatchSize', metaBatchSize, 1);
  return (state) =>
    Array.from({ length: metaBatchSize }, (_, index) => {
      const key = foldIn(iterationKey(state), index);
      return {
        iteration: state.iteration + 1,
        index,
        task: tasks.sample(foldIn(key, 0)),
        parameters: state.parameters,
        ...(state.scales && { scales: state.scales }),
        ...(state.shrinkage && {
          shrinkageFactor: shrinkageFactorOf(state.shrinkage, state.iteration),
        }),
        key: foldIn(key, 1),
      };
    });
};
