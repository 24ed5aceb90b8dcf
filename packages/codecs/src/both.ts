import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { errorList } from './error-list';

/**
 * What is both: a record with fields of its own beside those of another. Like `t.intersection`, but
 * errors stand at their own paths.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import * as t from 'io-ts';
 * import { both, decodeWith } from '@sgmrl/codecs';
 * const person = both('person', t.type({ name: t.string }), t.type({ age: t.number }));
 * deepStrictEqual(decodeWith(person)({ name: 1 }), {
 *   _tag: 'Left',
 *   left: [
 *     { path: 'name', expected: 'string', found: 1 },
 *     { path: 'age', expected: 'number', found: undefined },
 *   ],
 * });
 * ```
 */
export const both = <A, B>(name: string, first: t.Type<A>, second: t.Type<B>): t.Type<A & B> => {
  const is = (u: unknown): u is A & B => first.is(u) && second.is(u);
  return new t.Type<A & B>(
    name,
    is,
    (u, context) => {
      if (!t.UnknownRecord.is(u)) return t.failure(u, context);
      const errors = errorList(context);
      for (const part of [first.validate(u, context), second.validate(u, context)])
        if (E.isLeft(part)) errors.add(part.left);
      const found = errors.all();
      if (found.length > 0) return t.failures(found);
      return is(u) ? t.success(u) : t.failure(u, context);
    },
    t.identity,
  );
};
