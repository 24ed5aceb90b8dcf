import { foldIn, type Key } from '@sgmrl/prng';
import { collect, timesteps } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import type { Problem } from './problem';
import { nextScales, spreadsOf, unscaled, type Scales } from './scales';

/** The scales that training begins with, and the environment steps that they took. */
export interface FirstScales {
  readonly scales: Scales;
  readonly timesteps: number;
}

/**
 * The scales from B batches of N trajectories under θ_0, drawn before the first iteration. A batch
 * that cannot be drawn tells nothing here: the first iteration meets the same and says so.
 */
export const firstScales =
  <Task, State, Memory>({
    tasks,
    policy,
    algorithm,
  }: Pick<Problem<Task, State, Memory>, 'tasks' | 'policy' | 'algorithm'>) =>
  (parameters: Vector, key: Key): FirstScales => {
    const batches = RA.rights(
      RA.makeBy(algorithm.metaBatchSize, (index) => {
        const taskKey = foldIn(key, index);
        const environment = tasks.environment(tasks.sample(foldIn(taskKey, 0)));
        return collect(environment, policy)(parameters, algorithm.trajectories, foldIn(taskKey, 1));
      }),
    );
    return {
      scales: nextScales(
        unscaled,
        batches.map((batch) => spreadsOf(algorithm, [batch], batch)),
      ),
      timesteps: batches.reduce((sum, batch) => sum + timesteps(batch), 0),
    };
  };
