import type { TaskDistribution } from './task-distribution';
import type { TaskPicture } from './task-picture';

/**
 * A task distribution whose task and state types are its own business, and how to draw what happens
 * in its tasks, if it says: ∃ Task, State. TaskDistribution<Task, State> × TaskPicture<Task,
 * State>, encoded by what can be done with it.
 */
export type SomeTaskDistribution = <R>(
  use: <Task, State>(distribution: TaskDistribution<Task, State>, picture?: TaskPicture<Task, State>) => R,
) => R;

/**
 * Hides the task and state types of a distribution, one of your own included.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { navigation2d, navigation2dDefault, someTaskDistribution } from '@sgmrl/environments';
 * const some = someTaskDistribution(navigation2d(navigation2dDefault));
 * strictEqual(some(({ name }) => name), 'navigation-2d');
 * ```
 */
export const someTaskDistribution =
  <Task, State>(
    distribution: TaskDistribution<Task, State>,
    picture?: TaskPicture<Task, State>,
  ): SomeTaskDistribution =>
  (use) =>
    use(distribution, picture);
