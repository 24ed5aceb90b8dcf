/**
 * An environment returned a reward that is not a finite number, or an observation that is not one
 * in float32.
 */
export interface RolloutError {
  readonly kind: 'non-finite-rollout';
  readonly what: 'reward' | 'observation';
  readonly trajectory: number;
  readonly step: number;
  readonly found: number;
}
