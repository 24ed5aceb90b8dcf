import * as t from 'io-ts';
import type { Part } from './part';

/**
 * A codec for each value that the field `F` of an `A` may have: one that is missing does not
 * compile.
 */
export type Members<A, F extends keyof A> = Readonly<Record<A[F] & string, Part<A>>>;

/**
 * One of several records told apart by their field `kind`; errors are those of the record that it
 * names. Every kind of `A` must have its member. Where the field names none, a message gives
 * `expected` as expected: by default the kinds as TypeScript writes them.
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
export const byKind = <A extends { readonly kind: string }>(
  name: string,
  members: Members<A, 'kind'>,
  expected?: string,
): t.Type<A> => byField<A, 'kind'>('kind', name, members, expected);

/**
 * {@link byKind} for records that are told apart by another field.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import * as t from 'io-ts';
 * import { byField, finiteNumber, record } from '@sgmrl/codecs';
 * type Step = { op: 'add'; by: number } | { op: 'negate' };
 * const step = byField<Step, 'op'>('op', 'step', {
 *   add: record('add', { op: t.literal('add'), by: finiteNumber }),
 *   negate: record('negate', { op: t.literal('negate') }),
 * });
 * deepStrictEqual([{ op: 'add', by: 1 }, { op: 'add' }, { op: 'halve' }].map(step.is), [true, false, false]);
 * ```
 */
export const byField = <A, F extends keyof A & string>(
  field: F,
  name: string,
  members: Members<A, F>,
  expected?: string,
): t.Type<A> => {
  const tags = t.keyof(members, expected);
  const memberOf = (u: Readonly<Record<string, unknown>>): Part<A> | undefined => {
    const tag = u[field];
    return tags.is(tag) ? members[tag] : undefined;
  };
  return new t.Type<A>(
    name,
    (u): u is A => t.UnknownRecord.is(u) && (memberOf(u)?.is(u) ?? false),
    (u, context) => {
      if (!t.UnknownRecord.is(u)) return t.failure(u, context);
      const tag = u[field];
      return (
        memberOf(u)?.validate(u, context) ??
        t.failures([{ value: tag, context: t.appendContext(context, field, tags, tag) }])
      );
    },
    t.identity,
  );
};
