/** Rounds of ascent on a clipped surrogate with a penalty for the policy's own change (Rothfuss et al., arXiv:1810.06784). */
export interface ProximalUpdate {
  readonly kind: 'proximal';
  /** ε: a likelihood ratio counts no gain beyond 1 ± ε. */
  readonly clip: number;
  /** η: what the divergence of the policies before each inner step costs. */
  readonly klPenalty: number;
  /** Steps of the optimizer on the same data. */
  readonly steps: number;
}

/** One natural-gradient step within a bound for the divergence of the adapted policies (Schulman et al., arXiv:1502.05477). */
export interface TrustRegionUpdate {
  readonly kind: 'trust-region';
  /** δ: the greatest mean divergence of the adapted policies. */
  readonly maxKl: number;
  /** Added to the diagonal of the divergence's second derivative. */
  readonly damping: number;
  /** At most; fewer where the residual vanishes before. */
  readonly conjugateGradientSteps: number;
  /** How many trajectories of each batch the divergence's second derivative is taken on; all of them unless given. */
  readonly curvatureTrajectories?: number;
  /** How many lengths the line search tries. */
  readonly backtracks: number;
  /** Each length is this share of the one before. */
  readonly backtrackRatio: number;
}

/** How an outer iteration uses its data, where it is not one step along the meta-gradient. */
export type OuterUpdate = ProximalUpdate | TrustRegionUpdate;
