import type { WeightFacts } from '@sgmrl/rollouts';
import type { Term } from './term';

/** How far an expectation is off, from nothing to all the way. */
export const orders = ['0', 'O(α³)', 'O(α²/N)', 'O(α²)', 'O(αε²)', 'O(α)', 'O(1)'] as const;

/**
 * The order in the step size α, the number N of trajectories and the ε of central differences; all
 * else is held fixed.
 */
export type Order = (typeof orders)[number];

/**
 * The larger of two orders.
 *
 * @example See {@link biasOf}.
 */
export const larger = (a: Order, b: Order): Order => (orders.indexOf(a) >= orders.indexOf(b) ? a : b);

/** What is known of the weights, the batches and the number of inner steps. */
export interface BiasFacts {
  /** ζ */
  readonly innerSteps: number;
  /** N */
  readonly trajectories: number;
  /**
   * H, where it is known: how far apart two steps can be. Beyond 17 it makes no difference.
   */
  readonly horizon?: number;
  /** Of the inner weights. */
  readonly inner: Pick<WeightFacts, 'fitted' | 'decay'>;
  /** Of the outer weights: whether ĝ is an unbiased estimate of ∇J. */
  readonly outer: Pick<WeightFacts, 'unbiased'>;
}

/** Where in the adaptation: in the last inner step or in one before. */
export type Position = 'last' | 'earlier';

/** An error of an expectation, told from others by its name: errors of one name may cancel. */
export interface ExpectationError {
  /** What it comes from, such as `remainder in an earlier step`. */
  readonly name: string;
  /** How large it is if it counts once. */
  readonly order: Exclude<Order, '0'>;
  /** How many times it counts. */
  readonly times: number;
}

/** The errors of another term at the same inner step, so many times. */
export interface ErrorsOf {
  /** The other term. */
  readonly errorsOf: Term;
  /** How many times its errors count; of any sign. */
  readonly times: number;
}

/**
 * What is known of E[Σ_rows ω ∇log π] at one inner step: it is `times` what debiasing asks for,
 * E[V(θ^t) S] with V the value of what follows the step, up to `errors`.
 */
export interface Expectation {
  /** How many times it counts. */
  readonly times: number;
  /** What it is off by; empty where it is exact. */
  readonly errors: readonly (ExpectationError | ErrorsOf)[];
}

/** The expectation of a leaf; `unknown` where nobody has derived it. */
export type LeafClaim = 'unknown' | ((facts: BiasFacts, position: Position) => Expectation);
