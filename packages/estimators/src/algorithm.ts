import type { Weights } from '@sgmrl/rollouts';

/** How λ passes back through an inner step: I + α∇²ν at fixed data, or the identity (first-order MAML). */
export type Jacobian = 'full' | 'identity';

/** The debiasing part c^t of the fold; `debiasings` holds each one's formula and meaning. */
export type Debiasing =
  | 'none'
  | 'algorithm-1'
  | 'task-baseline'
  | 'trajectory-baseline'
  | 'first-order'
  | 'first-order-causal'
  | 'leave-one-out';

/** A meta-reinforcement-learning algorithm as plain data: the choices of the fold and the sizes of its batches. */
export interface Algorithm {
  readonly jacobian: Jacobian;
  readonly debiasing: Debiasing;
  /** ζ ≥ 1, the number of inner steps. */
  readonly innerSteps: number;
  /** α, the inner step size. */
  readonly stepSize: number;
  /** γ of the objective. */
  readonly discount: number;
  /** B, tasks an outer iteration. */
  readonly metaBatchSize: number;
  /** N, trajectories an inner step. */
  readonly trajectories: number;
  /** Trajectories of the evaluation batch D_o. */
  readonly evaluationTrajectories: number;
  readonly innerWeights: Weights;
  readonly outerWeights: Weights;
}
