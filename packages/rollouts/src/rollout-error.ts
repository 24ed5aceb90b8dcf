/**
 * An environment returned a reward that is not a finite number, or an observation that is not one
 * in float32, or the policy an action that is none, as one does whose parameters have diverged.
 */
export interface RolloutError {
  readonly kind: 'non-finite-rollout';
  readonly what: 'reward' | 'observation' | 'action';
  readonly trajectory: number;
  readonly step: number;
  readonly found: number;
  /** Its place in the observation or action, from zero. */
  readonly entry?: number;
}
