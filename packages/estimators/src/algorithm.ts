import { rewardToGo } from '@sgmrl/rollouts';
import type { AdaptationSettings, OuterSettings } from './settings';
import type { LeafNumbers } from './terms/leaf';
import type { Names } from './terms/names';
import type { Term } from './terms/term';

/** What an estimator of the meta-gradient needs beside data. */
export interface EstimatorSettings extends AdaptationSettings {
  /** What each inner step adds to λ in the fold, curvature included; see {@link metaGradient}. */
  readonly estimator: Term;
  /** What the strings in the estimator stand for; the names of this package unless given. */
  readonly names?: Names<LeafNumbers>;
  /**
   * What parts of the estimator that are `shrunk` are multiplied by, from 0 to 1; 1 unless given. A
   * run takes it from its state.
   */
  readonly shrinkageFactor?: number;
}

/** How much data an outer iteration draws. */
export interface SamplingSettings {
  /**
   * ζ, the number of inner steps; with none, the meta-gradient is the policy gradient of the mean
   * return over tasks.
   */
  readonly innerSteps: number;
  /** B, tasks an outer iteration. */
  readonly metaBatchSize: number;
  /** N, trajectories of each inner batch. */
  readonly trajectories: number;
  /** M, trajectories of the outer batch D_o. */
  readonly evaluationTrajectories: number;
}

/**
 * What an estimator needs beside a trace, and ζ and N where they are known: the trace is to have
 * them.
 */
export type TraceSettings = EstimatorSettings &
  Partial<Pick<SamplingSettings, 'innerSteps' | 'trajectories'>>;

/** A meta-reinforcement-learning algorithm: plain data, but for names and weights of one's own. */
export type Algorithm = EstimatorSettings & OuterSettings & SamplingSettings;

/**
 * Settings to begin with: the sizes of the 2-D navigation experiment of Fallah et al.
 * (arXiv:2002.05135), one inner step, and weights with which every estimate is unbiased.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { defaultSettings, type Algorithm } from '@sgmrl/estimators';
 * const algorithm: Algorithm = { ...defaultSettings, estimator: 'sg-mrl', innerSteps: 2 };
 * strictEqual(algorithm.trajectories, 20);
 * ```
 */
export const defaultSettings: Omit<Algorithm, 'estimator' | 'names'> = {
  innerSteps: 1,
  stepSize: 0.1,
  discount: 0.99,
  metaBatchSize: 20,
  trajectories: 20,
  evaluationTrajectories: 20,
  innerWeights: rewardToGo,
  outerWeights: rewardToGo,
};

/** What tells algorithms of the same settings apart. */
export type Variant = Pick<Algorithm, 'estimator'>;

/**
 * MAML (Finn et al., arXiv:1703.03400): differentiates the inner step, forgets that its data depend
 * on θ.
 */
export const maml: Variant = { estimator: 'maml' };

/**
 * First-order MAML (arXiv:1703.03400, §5.2): the policy gradient after adaptation, taken as it is.
 */
export const fomaml: Variant = { estimator: 'fomaml' };

/**
 * SG-MRL as printed (Fallah et al., arXiv:2002.05135, Algorithm 1).
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { defaultSettings, sgMrl, type Algorithm } from '@sgmrl/estimators';
 * const algorithm: Algorithm = { ...defaultSettings, ...sgMrl };
 * strictEqual(algorithm.estimator, 'sg-mrl');
 * ```
 */
export const sgMrl: Variant = { estimator: 'sg-mrl' };

/** SG-MRL with a debiasing part of low variance: what we recommend for training. */
export const lowVarianceSgMrl: Variant = { estimator: 'low-variance-sg-mrl' };
