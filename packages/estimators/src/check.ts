import type { Vector } from '@sgmrl/vector';

/** Throws a RangeError that says what was expected and what was found, unless it fits. */
export const check = (what: string, fits: boolean, expected: string, found: unknown): void => {
  if (!fits) throw new RangeError(`${what}: expected ${expected}, found ${String(found)}`);
};

export const checkPositive = (what: string, x: number): void => {
  check(what, Number.isFinite(x) && x > 0, 'a positive number', x);
};

export const checkNotNegative = (what: string, x: number): void => {
  check(what, Number.isFinite(x) && x >= 0, 'a number, not negative', x);
};

export const checkCount = (what: string, n: number, least: number): void => {
  check(what, Number.isSafeInteger(n) && n >= least, `an integer from ${String(least)}`, n);
};

/** Every number finite; the first that is not is told. */
export const checkFinite = (what: string, x: Vector): void => {
  for (let i = 0; i < x.length; i += 1)
    if (!Number.isFinite(x[i])) check(`${what}: ${String(i)}`, false, 'a finite number', x[i]);
};
