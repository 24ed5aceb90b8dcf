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

/** Draws the B tasks of the next iteration and gives each its key. */
export const plan =
  <Task, State>({ tasks, algorithm }: Problem<Task, State>) =>
  (state: MetaState): readonly Job<Task>[] =>
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
