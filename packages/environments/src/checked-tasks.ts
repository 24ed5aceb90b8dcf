import { checkSpec } from './check-spec';
import type { TaskDistribution } from './task-distribution';

/**
 * The same distribution, which throws a RangeError for a task that its codec does not take: one
 * made by hand in a program without types, say. It says where, what was expected and what was
 * found.
 *
 * @example
 * ```ts
 * import { throws } from 'node:assert';
 * import { checkedTasks, navigation2d, navigation2dDefault } from '@sgmrl/environments';
 * const tasks = checkedTasks({ ...navigation2d(navigation2dDefault), name: 'mine' });
 * throws(() => tasks.environment({ goal: [0, NaN] }), /mine: task: goal.1: expected number from .*, found NaN/);
 * ```
 */
export const checkedTasks = <Task, State>(
  distribution: TaskDistribution<Task, State>,
): TaskDistribution<Task, State> => {
  const { name, task: codec, features, environment } = distribution;
  const checked = (task: Task): Task => {
    checkSpec(`${name}: task`, codec, task);
    return task;
  };
  return {
    ...distribution,
    features: (task) => features(checked(task)),
    environment: (task) => environment(checked(task)),
  };
};
