/** Conditions under which terms are compared. What is not given may be anything. */
export interface Given {
  /** N, the trajectories of an inner batch. */
  readonly trajectories?: number;
  /** α */
  readonly stepSize?: number;
  /** H, the steps of a trajectory. */
  readonly horizon?: number;
  /** ζ, the inner steps. */
  readonly innerSteps?: number;
  /** κ, the decay of the inner weights. */
  readonly decay?: number;
  /** Whether every trajectory has its inner weights from its own data alone. */
  readonly ownWeights?: boolean;
}
