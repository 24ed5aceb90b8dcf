import type { Weights } from '@sgmrl/rollouts';
import type { Debiasing } from './debiasing/registry';
import type { OuterUpdate } from './outer-update';

/** How λ passes back through an inner step: by I + α∇²ν at fixed data, or by the identity. */
export type Jacobian = 'full' | 'identity';

/** The two choices that tell meta-gradients apart; see {@link metaGradient}. */
export interface Variant {
  readonly jacobian: Jacobian;
  readonly debiasing: Debiasing;
}

/** A meta-reinforcement-learning algorithm as plain data: a variant of the fold, and the sizes of its batches. */
export interface Algorithm extends Variant {
  /** ζ, the number of inner steps; with none, the meta-gradient is the policy gradient of the mean return over tasks. */
  readonly innerSteps: number;
  /** α, the inner step size. */
  readonly stepSize: number;
  /** γ of the objective, 0 < γ ≤ 1. */
  readonly discount: number;
  /** B, tasks an outer iteration. */
  readonly metaBatchSize: number;
  /** N, trajectories of each inner batch. */
  readonly trajectories: number;
  /** Trajectories of the evaluation batch D_o. */
  readonly evaluationTrajectories: number;
  /** w of the inner surrogate. */
  readonly innerWeights: Weights;
  /** Weights of the outer policy gradient. */
  readonly outerWeights: Weights;
  /** How the outer iteration uses its data; one step along the meta-gradient unless given. */
  readonly outerUpdate?: OuterUpdate;
}

/** MAML (Finn et al., arXiv:1703.03400): differentiates the inner step, forgets that its data depend on θ. */
export const maml: Variant = { jacobian: 'full', debiasing: 'none' };

/** First-order MAML (arXiv:1703.03400, §5.2): the policy gradient after adaptation, taken as it is. */
export const fomaml: Variant = { jacobian: 'identity', debiasing: 'none' };

/**
 * SG-MRL as printed (Fallah et al., arXiv:2002.05135, Algorithm 1).
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { sgMrl, type Algorithm } from '@sgmrl/estimators';
 * const algorithm: Algorithm = { ...sgMrl, innerSteps: 1, stepSize: 0.1, discount: 0.99, metaBatchSize: 20,
 *   trajectories: 20, evaluationTrajectories: 20,
 *   innerWeights: { kind: 'reward-to-go' }, outerWeights: { kind: 'reward-to-go' } };
 * strictEqual(algorithm.debiasing, 'algorithm-1');
 * ```
 */
export const sgMrl: Variant = { jacobian: 'full', debiasing: 'algorithm-1' };

/** SG-MRL with a debiasing part of low variance: what we recommend for training. */
export const lowVarianceSgMrl: Variant = { jacobian: 'full', debiasing: 'leave-one-out-linear' };

/** A variant with its outer update. */
export interface UpdatedVariant extends Variant {
  readonly outerUpdate: OuterUpdate;
}

/**
 * MAML as its published results have it (Finn et al., arXiv:1703.03400, §5.3): the meta-gradient of {@link maml}, and a
 * trust region in the settings of their program for the outer step.
 */
export const trpoMaml: UpdatedVariant = {
  ...maml,
  outerUpdate: {
    kind: 'trust-region',
    maxKl: 0.01,
    damping: 1e-5,
    conjugateGradientSteps: 10,
    backtracks: 15,
    backtrackRatio: 0.8,
  },
};

/**
 * ProMP (Rothfuss et al., arXiv:1810.06784): the low-variance curvature, and five proximal steps in the settings of their
 * program.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { proMp } from '@sgmrl/estimators';
 * strictEqual(proMp.debiasing, 'lvc');
 * strictEqual(proMp.outerUpdate.kind, 'proximal');
 * ```
 */
export const proMp: UpdatedVariant = {
  jacobian: 'full',
  debiasing: 'lvc',
  outerUpdate: { kind: 'proximal', clip: 0.3, klPenalty: 5e-4, steps: 5 },
};
