/** Numbers that are allowed somewhere, and what messages call one of them. */
export interface Interval {
  /** `number from 0 to 1`: what an error says was expected. */
  readonly name: string;
  /** Whether a value is one of them; anything but a number is not. */
  readonly is: (u: unknown) => u is number;
}

/**
 * The closed interval [least, greatest], without a codec: for a program that only checks numbers.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { interval } from '@sgmrl/codecs';
 * const percentages = interval(0, 100);
 * deepStrictEqual([0, 0.5, 100, 101, NaN, '7'].filter(percentages.is), [0, 0.5, 100]);
 * ```
 */
export const interval = (least: number, greatest: number): Interval => ({
  name: `number from ${String(least)} to ${String(greatest)}`,
  is: (u): u is number => typeof u === 'number' && u >= least && u <= greatest,
});

/**
 * The whole numbers of [least, greatest] that float64 tells from their neighbours.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { wholeInterval } from '@sgmrl/codecs';
 * deepStrictEqual([0, 1, 1.5, 6, 7].filter(wholeInterval(1, 6).is), [1, 6]);
 * ```
 */
export const wholeInterval = (least: number, greatest: number): Interval => ({
  name: `whole number from ${String(least)} to ${String(greatest)}`,
  is: (u): u is number => Number.isSafeInteger(u) && interval(least, greatest).is(u),
});
