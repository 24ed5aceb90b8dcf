import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

/**
 * A codec that accepts what `base` accepts and `holds` says yes to. Its name is what messages give
 * as expected, so it reads as a noun phrase: "even number".
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import * as t from 'io-ts';
 * import { refine } from '@sgmrl/codecs';
 * const even = refine(t.number, 'even number', (x) => x % 2 === 0);
 * deepStrictEqual([even.is(4), even.is(3), even.is('4')], [true, false, false]);
 * ```
 */
export const refine = <A>(base: t.Type<A>, name: string, holds: (a: A) => boolean): t.Type<A> =>
  new t.Type<A>(
    name,
    (u): u is A => base.is(u) && holds(u),
    (u, context) => {
      const decoded = base.validate(u, context);
      return E.isLeft(decoded) || holds(decoded.right) ? decoded : t.failure(u, context);
    },
    t.identity,
  );
