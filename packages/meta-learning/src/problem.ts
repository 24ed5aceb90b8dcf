import type { TaskDistribution } from '@sgmrl/environments';
import type { Algorithm } from '@sgmrl/estimators';
import type { GradientTransformation, OptimizerState } from '@sgmrl/optimizers';
import type { Policy } from '@sgmrl/policies';

/** What is to be learned: tasks, a policy, an algorithm and the optimizer of the outer step. */
export interface Problem<Task, State> {
  readonly tasks: TaskDistribution<Task, State>;
  readonly policy: Policy;
  readonly algorithm: Algorithm;
  readonly optimizer: GradientTransformation<OptimizerState>;
}
