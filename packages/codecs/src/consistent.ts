import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { errorList } from './error-list';
import { refine } from './refine';

/** Something that a decoded value got wrong, at a path below it. */
export interface Inconsistency {
  /** Keys and indices from the decoded value to the wrong part; empty for the value itself. */
  readonly path: readonly (string | number)[];
  /** What would have been right, in words: `at least 2`. */
  readonly expected: string;
  /** What stands there. */
  readonly found: unknown;
}

const nothing = (expected: string): t.Type<unknown> => refine(t.unknown, expected, () => false);

/** The same place, where something else is expected. */
const expecting = (context: t.Context, expected: string): t.Context =>
  context.map((entry, i) => (i === context.length - 1 ? { ...entry, type: nothing(expected) } : entry));

const toError = (context: t.Context, { path, expected, found }: Inconsistency): t.ValidationError => ({
  value: found,
  context: expecting(
    path.reduce<t.Context>((c, key) => t.appendContext(c, String(key), nothing(''), found), context),
    expected,
  ),
});

const isEmpty = (found: Iterable<Inconsistency>): boolean => {
  for (const _ of found) return false;
  return true;
};

/**
 * Like {@link refine} for conditions that tie several parts together: each broken one is reported
 * at its own path.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import * as t from 'io-ts';
 * import { consistent, decodeWith } from '@sgmrl/codecs';
 * const range = consistent(t.type({ low: t.number, high: t.number }), 'range', ({ low, high }) =>
 *   low <= high ? [] : [{ path: ['high'], expected: `at least ${low}`, found: high }],
 * );
 * deepStrictEqual(decodeWith(range)({ low: 2, high: 1 }), {
 *   _tag: 'Left',
 *   left: [{ path: 'high', expected: 'at least 2', found: 1 }],
 * });
 * ```
 */
export const consistent = <A>(
  base: t.Type<A>,
  name: string,
  inconsistencies: (a: A) => Iterable<Inconsistency>,
): t.Type<A> =>
  new t.Type<A>(
    name,
    (u): u is A => base.is(u) && isEmpty(inconsistencies(u)),
    (u, context) => {
      const decoded = base.validate(u, context);
      if (E.isLeft(decoded)) return decoded;
      const errors = errorList(context);
      for (const inconsistency of inconsistencies(decoded.right))
        errors.add([toError(context, inconsistency)]);
      const found = errors.all();
      return found.length === 0 ? decoded : t.failures(found);
    },
    t.identity,
  );
