import type { Policy } from '@sgmrl/policies';
import type { Vector } from '@sgmrl/vector';
import type { Algorithm } from '../algorithm';
import type { AdaptationTrace } from '../meta-gradient';

/**
 * The weights ω of a debiasing part c^t = Σ_rows ω ∇log π(a|s; θ^{t−1}), one number a row of D^t, given the directional
 * derivatives d = ⟨∇log π, λ^t⟩ of the rows. Every known debiasing part has this form.
 */
export type ScoreWeights = (directional: Vector) => Vector;

/** Where a debiasing part stands: inner step `t` (from zero) of a task's adaptation. */
export interface DebiasingContext {
  readonly policy: Policy;
  readonly algorithm: Algorithm;
  readonly trace: AdaptationTrace;
  readonly t: number;
}

/** A row of the registry of debiasing parts. */
export interface DebiasingPart {
  /** c^t, as a formula. */
  readonly formula: string;
  /** What it does, in a sentence. */
  readonly meaning: string;
  /** Bias of the meta-gradient for ∇V_ζ where ĝ and Ĵ have none, as with outer weights `reward-to-go`. */
  readonly bias: string;
  /** How the variance of c grows with N. */
  readonly variance: string;
  /** What it costs beside MAML's meta-gradient. */
  readonly cost: string;
  /** Where it comes from. */
  readonly source: string;
  /** Whether c^t needs the other tasks' returns: then it is left to `combineTasks`. */
  readonly joinsTasks: boolean;
  /** How many trajectories N of an inner batch it takes; with fewer it is another part. */
  readonly leastTrajectories: number;
  /**
   * The greatest N for which the order of the inner trajectories does not matter: Infinity where it never does. Beyond it
   * only the distribution of c^t is the same in every order.
   */
  readonly exchangeableUpTo: number;
  /** ω at step t, or undefined where c^t = 0. */
  readonly scoreWeights: (context: DebiasingContext) => ScoreWeights | undefined;
}
