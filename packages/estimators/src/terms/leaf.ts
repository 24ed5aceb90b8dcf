import type { Differentials } from '@sgmrl/policies';
import type { Vector } from '@sgmrl/vector';
import type { AdaptationSettings } from '../settings';
import type { AdaptationTrace } from '../trace';
import type { LeafClaim } from './claim';
import type { LeafCost } from './cost';
import type { Given } from './given';
import type { Term } from './term';

/** Where a term stands: inner step `t` (from zero) of a task's adaptation. */
export interface Where {
  readonly policy: Differentials;
  readonly adaptation: AdaptationSettings;
  readonly trace: AdaptationTrace;
  readonly t: number;
}

/** A formula for people: as plain text, and as LaTeX. */
export interface Formula {
  readonly text: string;
  readonly latex: string;
}

/**
 * A leaf of the language of terms other than curvature and pairs: what it adds to λ is Σ_rows ω ∇log π, and what is known of
 * it. A leaf of one's own is such a value.
 */
export interface Leaf {
  /** What it adds to λ. */
  readonly formula: Formula;
  /** What it does, in a sentence. */
  readonly meaning: string;
  /** ω at inner step t, one number a row of D^t, as a function of d = ⟨∇log π, λ^t⟩. */
  readonly scoreWeights: (where: Where) => (directional: Vector) => Vector;
  /** Whether ω depends on d. */
  readonly readsLambda: boolean;
  /** What is known of its expectation; `unknown` where nobody has derived it. */
  readonly claim: LeafClaim;
  /** What it costs at one inner step. */
  readonly cost: LeafCost;
  /**
   * The greatest N for which the order of the trajectories does not matter: Infinity where it never does. Beyond it only the
   * distribution of Σ_rows ω ∇log π is the same in every order.
   */
  readonly exchangeableUpTo: number;
  /** How many trajectories of D^t it takes; with fewer it is another estimator. */
  readonly leastTrajectories: number;
  /** The same map in other words where some conditions are given, if there are such words. */
  readonly rewrite: (given: Given) => Term | undefined;
}
