/**
 * x², rounded once.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { square } from '@sgmrl/elementary';
 * strictEqual(square(-3), 9);
 * ```
 */
export const square = (x: number): number => x * x;
