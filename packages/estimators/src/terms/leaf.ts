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
  /** Whose scores the rows have. */
  readonly policy: Differentials;
  /** α, γ and the inner weights. */
  readonly adaptation: AdaptationSettings;
  /** All of the adaptation, and what the outer batch says. */
  readonly trace: AdaptationTrace;
  /** From 0 to ζ − 1. */
  readonly t: number;
}

/** A formula for people: as plain text, and as LaTeX. */
export interface Formula {
  /** In Unicode, one line. */
  readonly text: string;
  /** For mathematics mode. */
  readonly latex: string;
}

/**
 * The formula of a leaf: one product, to which a number and a sign may be put. What its own symbols
 * stand for is said once after the whole formula, such as `R_k = …`.
 */
export interface LeafFormula extends Formula {
  /** What its own symbols stand for, an equation each. */
  readonly where?: readonly Formula[];
}

/**
 * What a leaf computes. This alone is what the fold of a meta-gradient asks for, so that it need
 * not bring what is said of leaves.
 */
export interface LeafNumbers {
  /**
   * ω at inner step t, one number a row of D^t, as a function of d = ⟨∇log π, λ^t⟩. Weights of
   * another number are refused by a RangeError.
   */
  readonly scoreWeights: (where: Where) => (directional: Vector) => Vector;
  /** Whether ω depends on d. */
  readonly readsLambda: boolean;
  /** How many trajectories of D^t it takes; with fewer it is another estimator. */
  readonly leastTrajectories: number;
}

/** What is known of a leaf: what the interpretations of a term ask that do not compute it. */
export interface LeafDescription {
  /** What it adds to λ. */
  readonly formula: LeafFormula;
  /** What it does, in a sentence. */
  readonly meaning: string;
  /**
   * What is known of its expectation: `() => ({ times: 1, errors: [] })` where E[Σ_rows ω ∇log π]
   * is all that debiasing asks for, `times: 0` where it is zero, `unknown` where nobody has derived
   * it.
   */
  readonly claim: LeafClaim;
  /**
   * What it costs at one inner step beside its share of a score, see {@link LeafCost}: `() => ({})`
   * for nothing.
   */
  readonly cost: LeafCost;
  /**
   * The greatest N for which the order of the trajectories does not matter: Infinity where it never
   * does. Beyond it only the distribution of Σ_rows ω ∇log π is the same in every order.
   */
  readonly exchangeableUpTo: number;
  /**
   * The same map in other words where some conditions are given, such as N = 1, so that equations
   * can be decided: `() => undefined` where there are no such words.
   */
  readonly rewrite: (given: Given) => Term | undefined;
}

/**
 * A leaf of the language of terms other than curvature and pairs: what it adds to λ is Σ_rows ω
 * ∇log π, and what is known of it. A leaf of one's own is such a value.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { biasOf, builtInNames, formulaOf, sum, type Leaf } from '@sgmrl/estimators';
 * // A constant times S: E[S] = 0, so it adds nothing but variance.
 * const noise: Leaf = {
 *   formula: { text: '2 S', latex: '2 S' },
 *   meaning: 'Two times the score of the adaptation data.',
 *   scoreWeights: ({ trace, t }) => {
 *     const weights = Array.from(trace.steps[t].batch.mask,
 *       (running) => 2 * trace.outer.scale * running);
 *     return () => weights;
 *   },
 *   readsLambda: false,
 *   claim: () => ({ times: 0, errors: [] }),
 *   cost: () => ({}),
 *   exchangeableUpTo: Infinity,
 *   leastTrajectories: 1,
 *   rewrite: () => undefined,
 * };
 * const names = { ...builtInNames, leaves: { ...builtInNames.leaves, noise } };
 * const facts = { innerSteps: 1, trajectories: 4, inner: { fitted: false, decay: 1 },
 *   outer: { unbiased: true } };
 * strictEqual(formulaOf(sum('sg-mrl', 'noise'), names).text, 'α∇²ν λ + Ĵ(D_o) S + 2 S');
 * strictEqual(biasOf(sum('sg-mrl', 'noise'), facts, names).order, '0');
 * ```
 */
export interface Leaf extends LeafNumbers, LeafDescription {}
