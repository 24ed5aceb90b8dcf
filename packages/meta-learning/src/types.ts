import type { TaskDistribution } from '@sgmrl/environments';
import type { Algorithm } from '@sgmrl/estimators';
import type { GradientTransformation, OptimizerState } from '@sgmrl/optimizers';
import type { Policy } from '@sgmrl/policies';
import type { Key } from '@sgmrl/prng';
import type { Vector } from '@sgmrl/vector';

/** What is to be learned: tasks, a policy, an algorithm and the optimizer of the outer step. */
export interface Problem<Task, State> {
  readonly tasks: TaskDistribution<Task, State>;
  readonly policy: Policy;
  readonly algorithm: Algorithm;
  readonly optimizer: GradientTransformation<OptimizerState>;
}

/** Everything that the next iteration depends on. */
export interface MetaState {
  /** θ_k */
  readonly parameters: Vector;
  readonly optimizer: OptimizerState;
  /** The run's root key; iteration k draws from foldIn(key, k). */
  readonly key: Key;
  /** k, the number of iterations done. */
  readonly iteration: number;
  /** Environment steps taken so far, all tasks and both batches counted. */
  readonly timesteps: number;
}

/** One task of one iteration, as plain data that can be sent to a worker. */
export interface Job {
  readonly iteration: number;
  /** Position of the task in the meta-batch. */
  readonly index: number;
  /** The task, encoded by its codec. */
  readonly task: unknown;
  readonly parameters: Vector;
  readonly key: Key;
}

/** Mean return of one batch of trajectories. */
export interface Returns {
  readonly discounted: number;
  readonly undiscounted: number;
}

/** What a task gives to the outer step. */
export interface Contribution {
  readonly gradient: Vector;
  /** Only for debiasing parts that need other tasks' returns: what their difference multiplies. */
  readonly scorePart: Vector | undefined;
  /** The scaled mean return of the evaluation batch that goes with `scorePart`. */
  readonly evaluationReturn: number;
  readonly before: Returns;
  readonly after: Returns;
  readonly timesteps: number;
}

/** Mean over tasks and its standard error (deviation over tasks / √B; 0 for one task). */
export interface Estimate {
  readonly mean: number;
  readonly stderr: number;
}

export interface ReturnEstimates {
  readonly discounted: Estimate;
  readonly undiscounted: Estimate;
}

/** What one outer iteration reports. */
export interface Metrics {
  /** 1 for the first iteration. */
  readonly iteration: number;
  readonly timesteps: number;
  /** Returns of the first inner batch, under θ_k. */
  readonly before: ReturnEstimates;
  /** Returns of the evaluation batch, under θ^ζ. */
  readonly after: ReturnEstimates;
  /** Norm of the mean meta-gradient, before the optimizer. */
  readonly gradientNorm: number;
  /** ‖θ_{k+1}‖ */
  readonly parameterNorm: number;
}

/** Something stopped being a finite number. */
export interface NonFinite {
  readonly kind: 'non-finite';
  readonly what: 'reward' | 'observation' | 'parameters' | 'gradient';
  readonly iteration: number;
  /** Position of the task in the meta-batch; undefined after the tasks were averaged. */
  readonly task: number | undefined;
  /** Which batch: inner step 1 … ζ, or ζ + 1 for the evaluation batch. */
  readonly innerStep: number | undefined;
  readonly trajectory: number | undefined;
  /** Time step h. */
  readonly step: number | undefined;
}
