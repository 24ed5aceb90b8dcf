import type { SurrogateValue } from '@sgmrl/estimators';
import type { Vector } from '@sgmrl/vector';

/**
 * A question about the surrogate of a task, answered by a vector of which the mean over tasks is
 * asked for.
 */
export type Question =
  | {
      /** Gain and divergence at θ: two numbers. */
      readonly kind: 'value';
      /** θ in R^d. */
      readonly parameters: Vector;
    }
  | {
      /** The surrogate's gradient at θ: d numbers. */
      readonly kind: 'gradient';
      /** θ in R^d. */
      readonly parameters: Vector;
    }
  | {
      /** The divergence's second derivative at θ_k times v: d numbers. */
      readonly kind: 'curvature';
      /** v in R^d. */
      readonly direction: Vector;
    };

/** Parameters, and what the outer update remembers. */
export interface Point<Memory> {
  /** θ in R^d. */
  readonly parameters: Vector;
  /** What the outer update remembers there. */
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
  | {
      /** It has ended. */
      readonly kind: 'found';
      /** Where it has led. */
      readonly step: OuterStep<Memory>;
    }
  | {
      /** It waits for an answer. */
      readonly kind: 'asks';
      /** What all tasks are asked. */
      readonly question: Question;
      /** How it goes on, given the mean of the answers of the tasks. */
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
