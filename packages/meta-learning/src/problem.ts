import type { TaskDistribution } from '@sgmrl/environments';
import type { Algorithm } from '@sgmrl/estimators';
import type { OptimizerState } from '@sgmrl/optimizers';
import type { Policy } from '@sgmrl/policies';
import type { OuterUpdate } from './outer-update/outer-update';

/** What is to be learned: tasks, a policy, an algorithm, and the outer update with what it remembers. */
export interface Problem<Task, State, Memory = OptimizerState> {
  readonly tasks: TaskDistribution<Task, State>;
  readonly policy: Policy;
  readonly algorithm: Algorithm;
  readonly update: OuterUpdate<Memory>;
}
