import * as t from 'io-ts';
import type { Part } from './part';

/**
 * One of several records told apart by their field `kind`; errors are those of the record that it names. Where it names
 * none, a message gives `expected` as expected: by default the kinds as TypeScript writes them.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import * as t from 'io-ts';
 * import { byKind, positiveNumber, record } from '@sgmrl/codecs';
 * type Shape = { kind: 'disc'; radius: number } | { kind: 'square'; side: number };
 * const shape = byKind<Shape>('shape', {
 *   disc: record('disc', { kind: t.literal('disc'), radius: positiveNumber }),
 *   square: record('square', { kind: t.literal('square'), side: positiveNumber }),
 * });
 * strictEqual(shape.is({ kind: 'disc', radius: 1 }), true);
 * strictEqual(shape.is({ kind: 'disc', side: 1 }), false);
 * ```
 */
export const byKind = <A>(
  name: string,
  members: Readonly<Record<string, Part<A>>>,
  expected?: string,
): t.Type<A> => {
  const kinds = t.keyof(members, expected);
  const memberOf = (u: Readonly<Record<string, unknown>>): Part<A> | undefined =>
    kinds.is(u['kind']) ? members[u['kind']] : undefined;
  return new t.Type<A>(
    name,
    (u): u is A => t.UnknownRecord.is(u) && (memberOf(u)?.is(u) ?? false),
    (u, context) => {
      if (!t.UnknownRecord.is(u)) return t.failure(u, context);
      const { kind } = u;
      return (
        memberOf(u)?.validate(u, context) ??
        t.failures([{ value: kind, context: t.appendContext(context, 'kind', kinds, kind) }])
      );
    },
    t.identity,
  );
};
