import type { Vector } from '@sgmrl/vector';

/** The set of vectors with low[i] ≤ x[i] ≤ high[i]; bounds may be infinite. */
export interface Box {
  readonly kind: 'box';
  readonly low: Vector;
  readonly high: Vector;
}

/** The set {0, …, size − 1}; an element is a vector of length one that holds the index. */
export interface Discrete {
  readonly kind: 'discrete';
  readonly size: number;
}

export type Space = Box | Discrete;
