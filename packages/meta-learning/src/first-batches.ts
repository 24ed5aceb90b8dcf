import { foldIn, type Key } from '@sgmrl/prng';
import { collect, type TrajectoryBatch } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import type { Problem } from './problem';

/**
 * B batches of N trajectories under θ_0, each of a task, drawn before the first iteration. A batch
 * that cannot be drawn is left out: the first iteration meets the same and says so.
 */
export const firstBatches =
  <Task, State, Memory>({
    tasks,
    policy,
    algorithm,
  }: Pick<Problem<Task, State, Memory>, 'tasks' | 'policy' | 'algorithm'>) =>
  (parameters: Vector, key: Key): readonly TrajectoryBatch[] =>
    Array.from({ length: algorithm.metaBatchSize }, (_, index) => {
      const taskKey = foldIn(key, index);
      const environment = tasks.environment(tasks.sample(foldIn(taskKey, 0)));
      return collect(environment, policy)(parameters, algorithm.trajectories, foldIn(taskKey, 1));
    }).flatMap((drawn) => (E.isRight(drawn) ? [drawn.right] : []));
