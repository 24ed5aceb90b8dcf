import type { Weighting } from '@sgmrl/rollouts';

/** What an inner step needs: U(θ, D) = θ + α g(θ, D). */
export interface AdaptationSettings {
  /** α, the inner step size. */
  readonly stepSize: number;
  /** γ of the objective, 0 < γ ≤ 1. */
  readonly discount: number;
  /** w of the inner surrogate. */
  readonly innerWeights: Weighting;
}

/** What the estimates from the outer data need. */
export interface OuterSettings {
  /** γ of the objective, 0 < γ ≤ 1. */
  readonly discount: number;
  /** Weights of the outer policy gradient. */
  readonly outerWeights: Weighting;
}
