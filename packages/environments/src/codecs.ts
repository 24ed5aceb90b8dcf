import { numberFrom, numberIn, record, refine } from '@sgmrl/codecs';
import type { Type } from 'io-ts';
import { horizons, probabilities } from './intervals';

export const probability: Type<number> = numberIn(probabilities);

/** Steps of an episode. */
export const horizonCodec: Type<number> = numberIn(horizons);

// Limits that no model needs to exceed, and under which differences, squares, quotients and sums
// over an episode stay finite.

/** A length, mass or force that divides or scales. */
export const magnitude: Type<number> = numberFrom(1e-9, 1e9);

/** The same, or none at all. */
export const magnitudeOrZero: Type<number> = numberFrom(0, 1e9);

/** A place along an axis. */
export const coordinate: Type<number> = numberFrom(-1e9, 1e9);

/** Numbers from low to high, both included. */
export interface IntervalBounds {
  /** The lower end. */
  readonly low: number;
  /** The upper end, not below the lower one. */
  readonly high: number;
}

/** An interval with positive ends and low ≤ high. */
export const positiveInterval: Type<IntervalBounds> = refine(
  record('interval', { low: magnitude, high: magnitude }),
  'interval with low ≤ high',
  ({ low, high }) => low <= high,
);
