import { describeInvalidField } from '@sgmrl/codecs';

/** Throws a RangeError that says what was expected and what was found, unless it fits. */
export const check = (what: string, fits: boolean, expected: string, found: unknown): void => {
  if (!fits) throw new RangeError(describeInvalidField({ path: what, expected, found }));
};

export const checkPositive = (what: string, x: number): void => {
  check(what, Number.isFinite(x) && x > 0, 'a positive number', x);
};

/** An integer from the least that makes sense. */
export const checkCount = (what: string, n: number, least: 0 | 1): void => {
  check(what, Number.isSafeInteger(n) && n >= least, `an integer from ${String(least)}`, n);
};
