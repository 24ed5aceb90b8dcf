import type { StateActions } from '@sgmrl/policies';
import type { Vector } from '@sgmrl/vector';

/** A network's outputs y, row after row, beside the actions that were taken. */
export interface OutputRows {
  readonly rows: number;
  readonly outputs: Vector;
  readonly actions: Vector;
}

/** The same with ẏ, the derivative of y along the direction. */
export interface TangentRows extends OutputRows {
  readonly tangents: Vector;
}

/**
 * The distribution at the end of a network: ℓ = log p(a | y, φ) of the network's output y and
 * parameters φ of its own, which follow the network's in θ.
 */
export interface Head {
  /** How many parameters φ has. */
  readonly size: number;
  /**
   * Throws a RangeError unless the actions are some of this distribution, one for each row of
   * observations.
   */
  readonly checkActions: (data: StateActions) => void;
  readonly at: (own: Vector) => HeadAt;
  readonly along: (own: Vector, ownDirection: Vector) => HeadAlong;
}

/** A head at given φ. */
export interface HeadAt {
  /** ℓ of each row */
  readonly logProbability: (rows: OutputRows) => Float64Array;
  /** ∂ℓ/∂y, row after row */
  readonly slopes: (rows: OutputRows) => Float64Array;
  /** Σ w ∂ℓ/∂φ */
  readonly ownScore: (rows: OutputRows, w: Vector) => Float64Array;
}

/** A head at given φ that moves along φ̇ while y moves along ẏ. */
export interface HeadAlong {
  /** ℓ̇ of each row */
  readonly directional: (rows: TangentRows) => Float64Array;
  /** (∂ℓ/∂y)˙, row after row */
  readonly slopeTangents: (rows: TangentRows) => Float64Array;
  /** Σ w (∂ℓ/∂φ)˙ */
  readonly ownCurvature: (rows: TangentRows, w: Vector) => Float64Array;
}
