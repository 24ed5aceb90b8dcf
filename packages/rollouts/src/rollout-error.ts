/** An environment returned a reward or observation that is not a finite number. */
export interface RolloutError {
  readonly kind: 'non-finite-rollout';
  readonly what: 'reward' | 'observation';
  readonly trajectory: number;
  readonly step: number;
  readonly found: number;
}
