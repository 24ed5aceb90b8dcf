/** Throws a RangeError unless there is at least one of what is counted. */
export const checkCount = (what: string, n: number): void => {
  if (!Number.isSafeInteger(n) || n < 1)
    throw new RangeError(`${what}: expected a positive integer, found ${String(n)}`);
};
