import type { TaskDistribution } from '@sgmrl/environments';
import type { AdaptationSettings, Algorithm, SamplingSettings } from '@sgmrl/estimators';
import type { OptimizerState } from '@sgmrl/optimizers';
import type { Policy } from '@sgmrl/policies';
import type { OuterUpdate } from './outer-update/outer-update';

/** That observations are normalised by their running moments, which come with the state. */
export interface ObservationNormalisation {
  /** Normalised observations lie within ± this. */
  readonly clip: number;
}

/** What adapting to tasks needs. */
export interface AdaptationProblem<Task, State> {
  /** p, the tasks to adapt to. */
  readonly tasks: TaskDistribution<Task, State>;
  /** π, whose parameters θ are learned; its spaces are those of the tasks. */
  readonly policy: Policy;
  /** The inner step, and N, the trajectories of an inner batch. */
  readonly algorithm: AdaptationSettings & Pick<SamplingSettings, 'trajectories'>;
  /** The policy sees observations as they are unless given. */
  readonly observationNormalisation?: ObservationNormalisation;
  /**
   * Whether the state has an inner step size for each parameter, which is learned with θ. α of the
   * algorithm is where they begin; it is all there is unless given.
   */
  readonly learnStepSizes?: true;
}

/**
 * What is to be learned: tasks, a policy, an algorithm, and the outer update with what it
 * remembers.
 */
export interface Problem<Task, State, Memory = OptimizerState> extends AdaptationProblem<Task, State> {
  /** All of the algorithm but its outer update. */
  readonly algorithm: Algorithm;
  /** How θ_k becomes θ_{k+1}. */
  readonly update: OuterUpdate<Memory>;
}
