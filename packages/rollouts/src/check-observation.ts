import type { Vector } from '@sgmrl/vector';

/** Throws a RangeError unless an observation is as long as its space says: copied, it would be cut or filled with NaN. */
export const checkObservation = (observation: Vector, expected: number): void => {
  const found = observation.length;
  if (found !== expected)
    throw new RangeError(
      `expected an observation of length ${String(expected)}, found one of length ${String(found)}`,
    );
};
