import type { Vector } from '@sgmrl/vector';

/** Some rows of a network's outputs y, beside the actions that were taken. */
export interface OutputRows {
  /** Row after row. */
  readonly outputs: Float32Array;
  /** The actions of *all* rows of the call. */
  readonly actions: Vector;
  /** The first of these rows among all, and how many they are. */
  readonly first: number;
  readonly count: number;
}

/** The same with ẏ, the derivative of y along the direction. */
export interface TangentRows extends OutputRows {
  readonly tangents: Float32Array;
}

/**
 * The distribution at the end of a network: ℓ = log p(a | y, φ) of the network's output y and parameters φ of its
 * own, which follow the network's in θ. Derivatives by y go to the row's place in `adjoint`, derivatives by φ are
 * added to `gradient`; w and ω are weights of *all* rows.
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
  readonly logProbability: (rows: OutputRows, into: Float64Array) => void;
  /** w ∂ℓ */
  readonly score: (rows: OutputRows, w: Vector, adjoint: Float32Array, gradient: Float64Array) => void;
}

/** A head at given φ that moves along φ̇ while y moves along ẏ. */
export interface HeadAlong {
  /** ℓ̇ of each row */
  readonly directional: (rows: TangentRows, into: Float64Array) => void;
  /** To `adjoint`: w ∂ℓ/∂y. To `adjointTangent`: its tangent, plus ω ∂ℓ/∂y. To `gradient`: the tangent of w ∂ℓ/∂φ, plus ω ∂ℓ/∂φ. */
  readonly curvature: (
    rows: TangentRows,
    w: Vector,
    omega: Vector,
    adjoint: Float32Array,
    adjointTangent: Float32Array,
    gradient: Float64Array,
  ) => void;
}
