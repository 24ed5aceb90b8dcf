import type { SurrogateValue } from '@sgmrl/estimators';
import type { Vector } from '@sgmrl/vector';

/**
 * A question about the surrogate of a task, answered by a vector of which the mean over tasks is
 * asked for.
 */
export type Question =
  /** Gain and divergence at θ. */
  | { readonly kind: 'value'; readonly parameters: Vector }
  /** The surrogate's gradient at θ. */
  | { readonly kind: 'gradient'; readonly parameters: Vector }
  /** The divergence's second derivative at θ_k times v. */
  | { readonly kind: 'curvature'; readonly direction: Vector };

/** Parameters, and what the outer update remembers. */
export interface Point<Memory> {
  readonly parameters: Vector;
  readonly optimizer: Memory;
}

/** Where an outer update has led: θ_{k+1}. */
export interface OuterStep<Memory> extends Point<Memory> {
  /** The surrogate there, where there is one. */
  readonly surrogate: SurrogateValue | undefined;
}

/**
 * An outer update under way: it has found its step, or it asks something and goes on with the
 * answer.
 */
export type Search<Memory> =
  | { readonly kind: 'found'; readonly step: OuterStep<Memory> }
  | {
      readonly kind: 'asks';
      readonly question: Question;
      readonly next: (answer: Vector) => Search<Memory>;
    };

/**
 * A search that has found its step.
 *
 * @example See {@link ascent}.
 */
export const found = <Memory>(step: OuterStep<Memory>): Search<Memory> => ({ kind: 'found', step });

/**
 * A search that asks, and goes on with the answer.
 *
 * @example See {@link proximal}.
 */
export const ask = <Memory>(
  question: Question,
  next: (answer: Vector) => Search<Memory>,
): Search<Memory> => ({ kind: 'asks', question, next });

/** The answer to a question for gain and divergence. */
export const readValue = (answer: Vector): SurrogateValue => ({ gain: answer[0], divergence: answer[1] });
