/** What an outer update makes of the surrogate. */
export interface SurrogateShape {
  /** ε: a likelihood ratio counts no gain beyond 1 ± ε; no limit unless given. */
  readonly clip?: number;
  /** η: what the divergence of the policies before each inner step costs; nothing unless given. */
  readonly klPenalty?: number;
  /**
   * How many trajectories of each batch the divergence's second derivative is taken on; all of them unless given.
   */
  readonly curvatureTrajectories?: number | undefined;
}
