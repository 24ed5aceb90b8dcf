import { describeInvalidField } from '@sgmrl/codecs';
import type { Vector } from '@sgmrl/vector';
import * as O from 'fp-ts/lib/Option.js';

/** Networks compute in float32, where what is beyond 3.4·10³⁸ would be infinite. */
export const isFloat32 = (x: number): boolean => Number.isFinite(Math.fround(x));

/** The place of the first number of an observation that is not finite in float32. */
export const firstBeyondFloat32 = (observation: Vector): O.Option<number> => {
  for (let i = 0; i < observation.length; i++) if (!isFloat32(observation[i])) return O.some(i);
  return O.none;
};

const length = (observation: Vector): number | undefined => {
  const given: unknown = observation;
  return typeof given === 'object' && given !== null && 'length' in given ? observation.length : undefined;
};

/**
 * Throws a RangeError unless an observation is as long as its space says: copied, it would be cut
 * or filled with NaN. A program without types may give none.
 */
export const checkObservation = (observation: Vector, expected: number): void => {
  const found = length(observation);
  if (found === expected) return;
  const what = `an observation of length ${String(expected)}`;
  throw new RangeError(
    found === undefined
      ? describeInvalidField({ path: '', expected: what, found: observation })
      : `expected ${what}, found one of length ${String(found)}`,
  );
};
