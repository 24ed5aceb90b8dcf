import type { Weights } from '@sgmrl/rollouts';
import type { OuterUpdate } from './outer-update';
import { sum, type Term } from './terms/term';

/** What an inner step needs: U(θ, D) = θ + α g(θ, D). */
export interface AdaptationSettings {
  /** α, the inner step size. */
  readonly stepSize: number;
  /** γ of the objective, 0 < γ ≤ 1. */
  readonly discount: number;
  /** w of the inner surrogate. */
  readonly innerWeights: Weights;
}

/** What an estimator of the meta-gradient needs beside data. */
export interface EstimatorSettings extends AdaptationSettings {
  /** What each inner step adds to λ in the fold, curvature included; see {@link metaGradient}. */
  readonly estimator: Term;
}

/** What the estimates from the evaluation data need. */
export interface OuterSettings {
  /** γ of the objective, 0 < γ ≤ 1. */
  readonly discount: number;
  /** Weights of the outer policy gradient. */
  readonly outerWeights: Weights;
}

/** How much data an outer iteration draws. */
export interface SamplingSettings {
  /** ζ, the number of inner steps; with none, the meta-gradient is the policy gradient of the mean return over tasks. */
  readonly innerSteps: number;
  /** B, tasks an outer iteration. */
  readonly metaBatchSize: number;
  /** N, trajectories of each inner batch. */
  readonly trajectories: number;
  /** M, trajectories of the evaluation batch D_o. */
  readonly evaluationTrajectories: number;
}

/** A meta-reinforcement-learning algorithm as plain data. */
export interface Algorithm extends EstimatorSettings, OuterSettings, SamplingSettings {
  /** How the outer iteration uses its data; one step along the meta-gradient unless given. */
  readonly outerUpdate?: OuterUpdate;
}

/** What tells algorithms of the same settings apart. */
export type Variant = Pick<Algorithm, 'estimator' | 'outerUpdate'>;

/** MAML (Finn et al., arXiv:1703.03400): differentiates the inner step, forgets that its data depend on θ. */
export const maml: Variant = { estimator: 'maml' };

/** First-order MAML (arXiv:1703.03400, §5.2): the policy gradient after adaptation, taken as it is. */
export const fomaml: Variant = { estimator: 'fomaml' };

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
 * strictEqual(algorithm.estimator, 'sg-mrl');
 * ```
 */
export const sgMrl: Variant = { estimator: 'sg-mrl' };

/** SG-MRL with a debiasing part of low variance: what we recommend for training. */
export const lowVarianceSgMrl: Variant = { estimator: 'low-variance-sg-mrl' };

/**
 * MAML as its published results have it (Finn et al., arXiv:1703.03400, §5.3): the meta-gradient of {@link maml}, and a
 * trust region in the settings of their program for the outer step.
 */
export const trpoMaml = {
  ...maml,
  outerUpdate: {
    kind: 'trust-region',
    maxKl: 0.01,
    damping: 1e-5,
    conjugateGradientSteps: 10,
    backtracks: 15,
    backtrackRatio: 0.8,
  },
} satisfies Variant;

/**
 * ProMP (Rothfuss et al., arXiv:1810.06784): the low-variance curvature, and five proximal steps in the settings of their
 * program.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { proMp } from '@sgmrl/estimators';
 * strictEqual(proMp.outerUpdate.kind, 'proximal');
 * ```
 */
export const proMp = {
  estimator: sum('curvature', 'lvc'),
  outerUpdate: { kind: 'proximal', clip: 0.3, klPenalty: 5e-4, steps: 5 },
} satisfies Variant;
