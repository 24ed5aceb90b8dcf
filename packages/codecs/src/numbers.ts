import * as t from 'io-ts';
import { interval, wholeInterval, type Interval } from './interval';
import { refine } from './refine';

/** Neither infinite nor NaN. */
export const finiteNumber: t.Type<number> = refine(t.number, 'finite number', Number.isFinite);

/** Finite and above 0. */
export const positiveNumber: t.Type<number> = refine(finiteNumber, 'positive number', (x) => x > 0);

/** Finite and at least 0. */
export const nonNegativeNumber: t.Type<number> = refine(finiteNumber, 'non-negative number', (x) => x >= 0);

/**
 * A number of an interval.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { interval, numberIn } from '@sgmrl/codecs';
 * strictEqual(numberIn(interval(0, 1)).name, 'number from 0 to 1');
 * ```
 */
export const numberIn = ({ name, is }: Interval): t.Type<number> => refine(t.number, name, is);

/**
 * A number of the closed interval [least, greatest].
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { numberFrom } from '@sgmrl/codecs';
 * const percentage = numberFrom(0, 100);
 * deepStrictEqual([0, 0.5, 100, 101, NaN].filter(percentage.is), [0, 0.5, 100]);
 * ```
 */
export const numberFrom = (least: number, greatest: number): t.Type<number> =>
  numberIn(interval(least, greatest));

/**
 * A whole number from `least` to `greatest`, exact in float64. The limit turns a slip of typing
 * into a message rather than an exhausted memory.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { wholeNumber } from '@sgmrl/codecs';
 * const die = wholeNumber(1, 6);
 * deepStrictEqual([0, 1, 1.5, 6, 7].filter(die.is), [1, 6]);
 * ```
 */
export const wholeNumber = (least: number, greatest: number): t.Type<number> =>
  numberIn(wholeInterval(least, greatest));
