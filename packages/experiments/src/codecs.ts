import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

/** Accepts what `base` accepts and `holds` says yes to; `name` is what a message gives as expected. */
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

const nothingBut = (names: readonly string[]): t.Type<unknown> =>
  refine(t.unknown, `no field but ${names.join(', ')}`, () => false);

type Fields = Readonly<Record<string, t.Decoder<unknown, unknown>>>;

type Decoded<D> = D extends t.Decoder<unknown, infer A> ? A : never;

type RecordOf<F extends Fields> = { readonly [K in keyof F]: Decoded<F[K]> };

/**
 * A record with the `required` fields, perhaps some of the `optional` ones, and no other. Every missing, wrong or
 * unknown field is an error at its own path.
 */
export const recordWithOptional = <F extends Fields, O extends Fields>(
  name: string,
  required: F,
  optional: O,
): t.Type<RecordOf<F> & Partial<RecordOf<O>>> => {
  const fields: Fields = { ...required, ...optional };
  const names = Object.keys(fields);
  const unknown = nothingBut(names);
  const errorsOf = (u: Readonly<Record<string, unknown>>, context: t.Context): t.Errors => [
    ...names
      .filter((key) => Object.hasOwn(u, key) || Object.hasOwn(required, key))
      .map((key) => fields[key].validate(u[key], t.appendContext(context, key, fields[key], u[key])))
      .flatMap((decoded) => (E.isLeft(decoded) ? decoded.left : [])),
    ...Object.entries(u)
      .filter(([key]) => !names.includes(key))
      .map(([key, value]) => ({ value, context: t.appendContext(context, key, unknown, value) })),
  ];
  const is = (u: unknown): u is RecordOf<F> & Partial<RecordOf<O>> =>
    t.UnknownRecord.is(u) && errorsOf(u, []).length === 0;
  const validate: t.Validate<unknown, RecordOf<F> & Partial<RecordOf<O>>> = (u, context) => {
    if (is(u)) return t.success(u);
    return t.UnknownRecord.is(u) ? t.failures(errorsOf(u, context)) : t.failure(u, context);
  };
  return new t.Type(name, is, validate, t.identity);
};

/** A record with exactly these fields: each missing, wrong or unknown one is an error at its own path. */
export const record = <F extends Fields>(name: string, fields: F): t.Type<RecordOf<F>> =>
  recordWithOptional(name, fields, {});

/** One of several records told apart by their field `kind`; errors are those of the record that it names. */
export const byKind = <A>(
  name: string,
  members: Readonly<Record<string, t.Decoder<unknown, A>>>,
): t.Type<A> => {
  const kinds = t.keyof(members);
  const validate: t.Validate<unknown, A> = (u, context) => {
    if (!t.UnknownRecord.is(u)) return t.failure(u, context);
    const kind = u['kind'];
    return kinds.is(kind)
      ? members[kind].validate(u, context)
      : t.failures([{ value: kind, context: t.appendContext(context, 'kind', kinds, kind) }]);
  };
  return new t.Type<A>(name, (u): u is A => E.isRight(validate(u, [])), validate, t.identity);
};

export const finiteNumber = refine(t.number, 'finite number', Number.isFinite);

export const positiveNumber = refine(finiteNumber, 'positive number', (x) => x > 0);

export const nonNegativeNumber = refine(finiteNumber, 'non-negative number', (x) => x >= 0);

/** [0, 1] */
export const fraction = refine(finiteNumber, 'number from 0 to 1', (x) => x >= 0 && x <= 1);

/** (0, 1] */
export const positiveFraction = refine(fraction, 'number above 0 and at most 1', (x) => x > 0);

/** [0, 1) */
export const properFraction = refine(fraction, 'number from 0 to below 1', (x) => x < 1);

/** A whole number from `least` to `greatest`; the limit turns a slip of typing into a message, not a lack of memory. */
export const wholeNumber = (least: number, greatest: number): t.Type<number> =>
  refine(
    t.number,
    `whole number from ${String(least)} to ${String(greatest)}`,
    (x) => Number.isSafeInteger(x) && x >= least && x <= greatest,
  );
