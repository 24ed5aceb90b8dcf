interface Sized {
  readonly length: number;
}

/**
 * Throws a RangeError unless x and y have the same dimension; unlike dimensions are a programming
 * error.
 */
export const checkSameDimension = (caller: string, x: Sized, y: Sized): void => {
  if (x.length !== y.length) {
    throw new RangeError(
      `${caller}: expected vectors of one dimension, found ${String(x.length)} and ${String(y.length)}`,
    );
  }
};

/** Throws a RangeError unless `n` is a count (an integer ≥ 0). */
export const checkCount = (caller: string, n: number): void => {
  if (!Number.isSafeInteger(n) || n < 0) {
    throw new RangeError(`${caller}: expected an integer ≥ 0, found ${String(n)}`);
  }
};
