import { finiteNumber, positiveNumber, record, refine, wholeNumber } from '@sgmrl/codecs';
import type { Type } from 'io-ts';

export const probability: Type<number> = refine(finiteNumber, 'number in [0, 1]', (x) => x >= 0 && x <= 1);

/** Steps of an episode. */
export const horizonCodec: Type<number> = wholeNumber(1, 1_000_000);

/** Numbers from low to high, both included. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** An interval with positive ends and low ≤ high. */
export const positiveInterval: Type<Interval> = refine(
  record('interval', { low: positiveNumber, high: positiveNumber }),
  'interval with low ≤ high',
  ({ low, high }) => low <= high,
);
