import type { Key } from '@sgmrl/prng';
import type { Matrix, Vector } from '@sgmrl/vector';
import type { PolicySpaces } from './policy-spaces';

/**
 * K observed (state, action) pairs: row k of each matrix. A discrete action is one column with its
 * index.
 */
export interface StateActions {
  /** s_1, …, s_K: K × observation size. */
  readonly observations: Matrix;
  /** a_1, …, a_K: K × action size. */
  readonly actions: Matrix;
}

/**
 * What an estimator asks of a policy: three differential operations of log π, at parameters θ ∈ R^d
 * and K observed pairs (s_k, a_k). w ∈ R^K are per-row weights, v ∈ R^d a direction. All are pure
 * functions: they leave their arguments as they are, return vectors of their own, and give the same
 * bits for the same arguments. A policy may know parameters and data again by being the same
 * objects: they must not be written to afterwards. Parameters, weights and directions that are not
 * finite pass: results are then not finite, or limits, as that of tanh, which is 1 at ∞. Who draws
 * or steps must look at parameters first ({@link areFiniteFor}). What does not fit throws a
 * RangeError that says what was expected and found: sizes, indices out of range, observations and
 * parameters that are too large for a policy which computes in float32.
 */
export interface Differentials {
  /** Σ_k w_k ∇log π(a_k|s_k; θ), in R^d. */
  readonly weightedScore: (parameters: Vector, data: StateActions, weights: Vector) => Vector;
  /**
   * {@link weightedScore} for each of many weights, to the bit: what does not depend on the weights
   * is done once. Rows before the first and after the last weight other than zero may cost nothing.
   * {@link fromThree} derives it.
   */
  readonly weightedScores: (
    parameters: Vector,
    data: StateActions,
    weights: readonly Vector[],
  ) => readonly Vector[];
  /** ⟨∇log π(a_k|s_k; θ), v⟩ for each row, in R^K. */
  readonly directionalDerivative: (parameters: Vector, data: StateActions, direction: Vector) => Vector;
  /** Σ_k w_k ∇²log π(a_k|s_k; θ) v, in R^d. */
  readonly hessianVectorProduct: (
    parameters: Vector,
    data: StateActions,
    weights: Vector,
    direction: Vector,
  ) => Vector;
  /**
   * The three in one pass: Σ_k w_k ∇²log π(a_k|s_k) v + Σ_k ω_k ∇log π(a_k|s_k) with ω =
   * scoreWeights(d) and d_k = ⟨∇log π(a_k|s_k), v⟩. A forward-over-reverse Hessian-vector product
   * meets d on its way, and its reverse sweep carries the score part along at no further cost.
   * {@link fromThree} derives it.
   */
  readonly curvatureAndScore: (
    parameters: Vector,
    data: StateActions,
    weights: Vector,
    direction: Vector,
    scoreWeights: (directional: Vector) => Vector,
  ) => Vector;
}

/** Entries of θ that belong together: an array of some shape in row-major order. */
export interface ParameterBlock {
  /** What they are, such as `logits`. */
  readonly name: string;
  /** Its sizes, outermost first; the block has their product of entries. */
  readonly shape: readonly number[];
}

/** A format of floating-point numbers. */
export type Precision = 'float32' | 'float64';

/**
 * A stochastic policy π(a|s; θ) over one flat parameter vector θ ∈ R^d. The policy alone knows what
 * the entries of θ mean. Row k of a result depends on row k of the data, not on how many other rows
 * there are. It says what it observes and does, so that it can be held against tasks ({@link
 * checkSpaces}).
 */
export interface Policy extends Differentials, PolicySpaces {
  /** For messages. */
  readonly name: string;
  /** d, the length of θ. */
  readonly dimension: number;
  /** What it computes in: an entry of θ that is infinite there has no meaning. */
  readonly precision: Precision;
  /** Draws θ as the policy's initialisation says. */
  readonly initialize: (key: Key) => Vector;
  /**
   * Draws an action for each row of `observations`; row k's randomness depends on the key and k
   * only.
   */
  readonly sample: (parameters: Vector, observations: Matrix, key: Key) => Matrix;
  /** log π(a_k|s_k; θ) for each row, in R^K. */
  readonly logProbability: (parameters: Vector, data: StateActions) => Vector;
  /**
   * The action of greatest density for each row, where actions are vectors; {@link modeOf} knows it
   * of indices.
   */
  readonly mode?: (parameters: Vector, observations: Matrix) => Matrix;
  /** What θ is made of, one block after the other; left out where the policy does not tell. */
  readonly blocks?: readonly ParameterBlock[];
}
