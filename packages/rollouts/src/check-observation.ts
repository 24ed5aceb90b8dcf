import type { Vector } from '@sgmrl/vector';
import * as O from 'fp-ts/lib/Option.js';

/** Networks compute in float32, where what is beyond 3.4·10³⁸ would be infinite. */
export const isFloat32 = (x: number): boolean => Number.isFinite(Math.fround(x));

/** The place of the first number of an observation that is not finite in float32. */
export const firstBeyondFloat32 = (observation: Vector): O.Option<number> => {
  for (let i = 0; i < observation.length; i++) if (!isFloat32(observation[i])) return O.some(i);
  return O.none;
};

/**
 * Throws a RangeError unless an observation is as long as its space says: copied, it would be cut
 * or filled with NaN.
 */
export const checkObservation = (observation: Vector, expected: number): void => {
  const found = observation.length;
  if (found !== expected)
    throw new RangeError(
      `expected an observation of length ${String(expected)}, found one of length ${String(found)}`,
    );
};
