import { foldIn, type Key } from '@sgmrl/prng';
import type { Vector } from '@sgmrl/vector';
import { checkProblem } from './check-problem';
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
 * Draws the B tasks of the next iteration and gives each its key. Throws a RangeError if the
 * algorithm does not fit, or has fewer trajectories or tasks than its debiasing part needs.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, notDeepStrictEqual } from 'node:assert';
 * import { tabular, tabularDefault } from '@sgmrl/environments';
 * import { sgMrl, type Algorithm } from '@sgmrl/estimators';
 * import { initialState, plan } from '@sgmrl/meta-learning';
 * import { fromSpec } from '@sgmrl/optimizers';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * import { key } from '@sgmrl/prng';
 * const algorithm: Algorithm = { ...sgMrl, innerSteps: 1, stepSize: 0.1, discount: 0.9, metaBatchSize: 2, trajectories: 4,
 *   evaluationTrajectories: 4, innerWeights: { kind: 'reward-to-go' }, outerWeights: { kind: 'reward-to-go' } };
 * const problem = { tasks: tabular(tabularDefault), policy: tabularSoftmax(3, 2), algorithm,
 *   optimizer: fromSpec({ kind: 'sgd', learningRate: 0.1 }) };
 * const state = initialState(problem)(key(1));
 * const jobs = plan(problem)(state);
 * deepStrictEqual(jobs.map(({ iteration, index }) => [iteration, index]), [[1, 0], [1, 1]]);
 * notDeepStrictEqual(jobs[0].key, jobs[1].key); // no two tasks share their chance
 * deepStrictEqual(jobs, plan(problem)(state)); // planned anew after a crash: the same jobs
 * ```
 */
export const plan = <Task, State>(
  problem: Problem<Task, State>,
): ((state: MetaState) => readonly Job<Task>[]) => {
  checkProblem(problem);
  const { tasks, algorithm } = problem;
  return (state) =>
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
};
