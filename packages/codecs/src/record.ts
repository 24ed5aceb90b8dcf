import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { errorList } from './error-list';
import { noFieldBut } from './no-field-but';
import type { Part } from './part';

/**
 * Accepts what `base` accepts, and no field beside `fields`: each unknown one is an error at its
 * own path.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import * as t from 'io-ts';
 * import { closed } from '@sgmrl/codecs';
 * const named = t.type({ name: t.string });
 * const onlyNamed = closed(named, ['name']);
 * const value = { name: 'a', size: 1 };
 * deepStrictEqual([named.is(value), onlyNamed.is(value)], [true, false]);
 * ```
 */
export const closed = <A>(base: t.Type<A>, fields: readonly string[]): t.Type<A> => {
  const unknown = noFieldBut(fields);
  const unknownFields = (u: unknown): readonly string[] =>
    t.UnknownRecord.is(u) ? Object.keys(u).filter((key) => !fields.includes(key)) : [];
  return new t.Type<A>(
    base.name,
    (u): u is A => base.is(u) && unknownFields(u).length === 0,
    (u, context) => {
      const decoded = base.validate(u, context);
      if (!t.UnknownRecord.is(u)) return decoded;
      const errors = errorList(context);
      if (E.isLeft(decoded)) errors.add(decoded.left);
      for (const key of unknownFields(u))
        errors.add([{ value: u[key], context: t.appendContext(context, key, unknown, u[key]) }]);
      const found = errors.all();
      return found.length === 0 ? decoded : t.failures(found);
    },
    t.identity,
  );
};

/** What decodes each field of a record, by its name. */
type Fields = Readonly<Record<string, Part<unknown>>>;

/** What a {@link Part} decodes to. */
type Decoded<P> = P extends Part<infer A> ? A : never;

/** The record with these fields. */
type RecordOf<F extends Fields> = { readonly [K in keyof F]: Decoded<F[K]> };

/**
 * A record with the `required` fields, perhaps some of the `optional` ones, and no other. Every
 * missing, wrong or unknown field is an error at its own path. Fields encode as they are.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import * as t from 'io-ts';
 * import { recordWithOptional } from '@sgmrl/codecs';
 * const thing = recordWithOptional('thing', { name: t.string }, { note: t.string });
 * deepStrictEqual([{ name: 'a' }, { name: 'a', note: 'b' }, { note: 'b' }].map(thing.is), [true, true, false]);
 * ```
 */
export const recordWithOptional = <F extends Fields, O extends Fields>(
  name: string,
  required: F,
  optional: O,
): t.Type<RecordOf<F> & Partial<RecordOf<O>>> => {
  type A = RecordOf<F> & Partial<RecordOf<O>>;
  const fields: Fields = { ...required, ...optional };
  const names = Object.keys(fields);
  const expectedIn = (u: object): readonly string[] =>
    names.filter((key) => Object.hasOwn(u, key) || Object.hasOwn(required, key));
  const is = (u: unknown): u is A =>
    t.UnknownRecord.is(u) && expectedIn(u).every((key) => fields[key].is(u[key]));
  const validate: t.Validate<unknown, A> = (u, context) => {
    if (is(u)) return t.success(u);
    if (!t.UnknownRecord.is(u)) return t.failure(u, context);
    const decoded = expectedIn(u).map(
      (key) =>
        [key, fields[key].validate(u[key], t.appendContext(context, key, fields[key], u[key]))] as const,
    );
    const errors = errorList(context);
    for (const [, field] of decoded) if (E.isLeft(field)) errors.add(field.left);
    const found = errors.all();
    if (found.length > 0) return t.failures(found);
    // io-ts accepts a tuple that is too long and cuts it.
    const cut = Object.fromEntries(
      decoded.flatMap(([key, field]) => (E.isRight(field) ? [[key, field.right] as const] : [])),
    );
    const value = { ...u, ...cut };
    return is(value) ? t.success(value) : t.failure(u, context);
  };
  return closed(new t.Type<A>(name, is, validate, t.identity), names);
};

/**
 * A record with exactly these fields: each missing, wrong or unknown one is an error at its own
 * path.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { finiteNumber, record } from '@sgmrl/codecs';
 * const point = record('point', { x: finiteNumber, y: finiteNumber });
 * deepStrictEqual([{ x: 1, y: 2 }, { x: 1 }, { x: 1, y: 2, z: 3 }].map(point.is), [true, false, false]);
 * ```
 */
export const record = <F extends Fields>(name: string, fields: F): t.Type<RecordOf<F>> =>
  recordWithOptional(name, fields, {});
