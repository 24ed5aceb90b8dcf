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

/** A derivative of a weighted sum over rows. */
export interface HeadGradient {
  /** By y, row after row. */
  readonly adjoint: Float64Array;
  /** By φ. */
  readonly own: Float64Array;
}

/** A derivative of a weighted sum over rows, and what becomes of it along the direction. */
export interface HeadCurvature {
  readonly adjoint: Float64Array;
  readonly adjointTangent: Float64Array;
  /** The tangent of the derivative by φ. */
  readonly own: Float64Array;
}

/**
 * The distribution at the end of a network: ℓ = log p(a | y, φ) of the network's output y and parameters φ of its
 * own, which follow the network's in θ.
 */
export interface Head {
  /** How many parameters φ has. */
  readonly size: number;
  readonly at: (own: Vector) => HeadAt;
  readonly along: (own: Vector, ownDirection: Vector) => HeadAlong;
}

/** A head at given φ. */
export interface HeadAt {
  /** ℓ of each row */
  readonly logProbability: (rows: OutputRows) => Float64Array;
  /** The derivative of Σ w ℓ. */
  readonly score: (rows: OutputRows, w: Vector) => HeadGradient;
}

/** A head at given φ that moves along φ̇ while y moves along ẏ. */
export interface HeadAlong {
  /** ℓ̇ of each row */
  readonly directional: (rows: TangentRows) => Float64Array;
  /** The derivative of Σ w ℓ; its tangent, to which the derivative of Σ ω ℓ is added. */
  readonly curvature: (rows: TangentRows, w: Vector, omega: Vector) => HeadCurvature;
}
