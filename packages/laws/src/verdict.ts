import * as E from 'fp-ts/lib/Either.js';

/** What a predicate says of one example: Right if it holds, Left with what went wrong in words. */
export type Verdict = E.Either<string, void>;

/** The verdict on an example that fits. */
export const holds: Verdict = E.right(undefined);

/**
 * Holds if the condition is true; the reason is put into words only when it is needed.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { verdict } from '@sgmrl/laws';
 * deepStrictEqual(verdict(2 + 2 === 5, () => 'found 4'), { _tag: 'Left', left: 'found 4' });
 * ```
 */
export const verdict = (condition: boolean, reason: () => string): Verdict =>
  condition ? holds : E.left(reason());

/**
 * The verdict of the first item for which the predicate fails, if any.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { forEvery, verdict } from '@sgmrl/laws';
 * const small = forEvery([1, 2, 3], (x, i) => verdict(x < 3, () => `item ${i} is ${x}`));
 * deepStrictEqual(small, { _tag: 'Left', left: 'item 2 is 3' });
 * ```
 */
export const forEvery = <A>(items: readonly A[], predicate: (item: A, index: number) => Verdict): Verdict => {
  for (const [index, item] of items.entries()) {
    const found = predicate(item, index);
    if (E.isLeft(found)) return found;
  }
  return holds;
};

/**
 * Holds if both do; the second is asked only if the first holds.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { bothHold, holds, verdict } from '@sgmrl/laws';
 * const second = () => verdict(false, () => 'the second');
 * deepStrictEqual(bothHold(holds, second), { _tag: 'Left', left: 'the second' });
 * ```
 */
export const bothHold = (first: Verdict, second: () => Verdict): Verdict =>
  E.isLeft(first) ? first : second();
