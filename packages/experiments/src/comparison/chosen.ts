import type { ConfidenceInterval } from '../statistics/interval';
import type { FieldValue } from './variation';

/** What a value came to with the seeds by which it may be chosen. */
export interface TriedValue {
  /** Plain data. */
  readonly value: unknown;
  /** Seeds that led to a number. */
  readonly seeds: number;
  /** Undiscounted return on held-out tasks; undefined if a run failed or is not done. */
  readonly heldOut: ConfidenceInterval | undefined;
}

/**
 * The value of a field that an algorithm has in the runs that count, and from what it was chosen.
 */
export interface Choice {
  /** As the question names it. */
  readonly algorithm: string;
  /** ζ of training, after which returns are measured. */
  readonly innerSteps: number;
  /** What the runs have in the other fields that vary. */
  readonly settings: readonly FieldValue[];
  /** Path of the field. */
  readonly field: string;
  /** The seeds by which it was chosen. */
  readonly by: readonly number[];
  /** One for each value, in the order of the question. */
  readonly tried: readonly TriedValue[];
  /**
   * The one of the highest return, the first of equals; undefined as long as runs are missing, or
   * if all failed.
   */
  readonly chosen: TriedValue | undefined;
}
