import * as t from 'io-ts';
import { list } from './list';

/**
 * A list of at most so many elements. The elements of a longer one are not looked at.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import * as t from 'io-ts';
 * import { atMost } from '@sgmrl/codecs';
 * const names = atMost(2, t.string);
 * deepStrictEqual([names.is(['a', 'b']), names.is(['a', 'b', 'c'])], [true, false]);
 * ```
 */
export const atMost = <A>(maximum: number, element: t.Type<A>): t.Type<readonly A[]> => {
  const elements = list(element);
  return new t.Type<readonly A[]>(
    `list of at most ${String(maximum)}, each a ${element.name}`,
    (u): u is readonly A[] => elements.is(u) && u.length <= maximum,
    (u, context) =>
      Array.isArray(u) && u.length > maximum ? t.failure(u, context) : elements.validate(u, context),
    t.identity,
  );
};
