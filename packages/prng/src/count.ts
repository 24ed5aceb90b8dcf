/** Throws a RangeError unless `n` is a count of things; a wrong count is a programming error. */
export const checkCount = (caller: string, n: number): void => {
  if (!Number.isSafeInteger(n) || n < 0) {
    throw new RangeError(`${caller}: expected a count (an integer ≥ 0), found ${String(n)}`);
  }
};
