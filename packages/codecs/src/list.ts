import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { errorList } from './error-list';
import type { Part } from './part';

/**
 * A list, like `t.readonlyArray`, that tells its first hundred errors and the number of the others.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { decodeWith, describeInvalidField, finiteNumber, list } from '@sgmrl/codecs';
 * const numbers = list(finiteNumber, 'array of numbers');
 * deepStrictEqual([numbers.is([1, 2]), numbers.is([1, null])], [true, false]);
 * const decoded = decodeWith(numbers)(new Array(3_000_000).fill('x'));
 * if (decoded._tag === 'Right') throw new Error('these are no numbers');
 * deepStrictEqual(decoded.left.slice(99).map(describeInvalidField), [
 *   '99: expected finite number, found "x"',
 *   '… and 2999900 more',
 * ]);
 * ```
 */
export const list = <A>(element: t.Type<A>, name = `array of ${element.name}`): t.Type<readonly A[]> => {
  const all: Part<readonly A[]> = t.readonlyArray(element, name);
  return new t.Type<readonly A[]>(
    name,
    all.is,
    (u, context) => {
      if (!Array.isArray(u)) return t.failure(u, context);
      const errors = errorList(context);
      const given: readonly unknown[] = u;
      const values = given.map((value, i) => {
        const decoded = element.validate(value, t.appendContext(context, String(i), element, value));
        if (E.isRight(decoded)) return decoded.right;
        errors.add(decoded.left);
        return undefined;
      });
      const found = errors.all();
      if (found.length > 0) return t.failures(found);
      const value = values.every((each, i) => Object.is(each, given[i])) ? given : values;
      return all.is(value) ? t.success(value) : t.failure(u, context);
    },
    t.identity,
  );
};
