/**
 * An environment returned a reward that is not a finite number, or an observation that is not one
 * in float32, or the policy an action that is none. Or a parameter is not finite in what the policy
 * computes in, as one that has diverged; that is found before trajectory 0 and step 0.
 */
export interface RolloutError {
  readonly kind: 'non-finite-rollout';
  readonly what: 'reward' | 'observation' | 'action' | 'parameters';
  readonly trajectory: number;
  readonly step: number;
  readonly found: number;
  /** Its place in the observation or action, from zero. */
  readonly entry?: number;
}
