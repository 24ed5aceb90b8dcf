/**
 * Throws a RangeError unless 0 < γ ≤ 1.
 *
 * @example
 * ```ts
 * import { throws } from 'node:assert';
 * import { checkDiscount } from '@sgmrl/rollouts';
 * checkDiscount(1);
 * throws(() => checkDiscount(0), /expected a number above 0, at most 1, found 0/);
 * ```
 */
export const checkDiscount = (discount: number): void => {
  if (!(Number.isFinite(discount) && discount > 0 && discount <= 1))
    throw new RangeError(`discount: expected a number above 0, at most 1, found ${String(discount)}`);
};
