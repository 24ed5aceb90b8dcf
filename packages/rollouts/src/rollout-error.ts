/**
 * An environment returned a reward that is not a finite number, or an observation that is not one
 * in float32, or the policy an action that is none. Or a parameter is not finite in what the policy
 * computes in, as one that has diverged; that is found before trajectory 0 and step 0.
 */
export interface RolloutError {
  /** Tells it from other errors. */
  readonly kind: 'non-finite-rollout';
  /** What was not finite. */
  readonly what: 'reward' | 'observation' | 'action' | 'parameters';
  /** n, from 0. */
  readonly trajectory: number;
  /** h, from 0. */
  readonly step: number;
  /** The number itself: NaN, an infinity, or one that float32 makes infinite. */
  readonly found: number;
  /** Its place in the observation or action, from zero. */
  readonly entry?: number;
}
