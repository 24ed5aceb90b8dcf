/** Throws a RangeError unless x is a number from 0 to 1. */
export const checkShare = (what: string, x: number): void => {
  if (!(Number.isFinite(x) && x >= 0 && x <= 1))
    throw new RangeError(`${what}: expected a number from 0 to 1, found ${String(x)}`);
};
