import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

/**
 * A codec that accepts what `base` accepts and `holds` says yes to. Its name is what error messages give as
 * expected, so it reads as a noun phrase: "positive number".
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

/** Something that a decoded value got wrong, at a path below it. */
export interface Inconsistency {
  readonly path: readonly (string | number)[];
  readonly expected: string;
  readonly found: unknown;
}

const nothing = (expected: string): t.Type<unknown> => refine(t.unknown, expected, () => false);

const toError =
  (context: t.Context) =>
  ({ path, expected, found }: Inconsistency): t.ValidationError => ({
    value: found,
    context: path.reduce<t.Context>(
      (c, key, i) => t.appendContext(c, String(key), nothing(i === path.length - 1 ? expected : ''), found),
      context,
    ),
  });

/** Like {@link refine} for conditions that tie several parts together: each broken one is reported at its own path. */
export const consistent = <A>(
  base: t.Type<A>,
  name: string,
  inconsistencies: (a: A) => readonly Inconsistency[],
): t.Type<A> =>
  new t.Type<A>(
    name,
    (u): u is A => base.is(u) && inconsistencies(u).length === 0,
    (u, context) => {
      const decoded = base.validate(u, context);
      if (E.isLeft(decoded)) return decoded;
      const errors = inconsistencies(decoded.right).map(toError(context));
      return errors.length === 0 ? decoded : t.failures(errors);
    },
    t.identity,
  );

const excess = (u: unknown, fields: readonly string[]): readonly Inconsistency[] =>
  Object.entries(t.UnknownRecord.is(u) ? u : {})
    .filter(([key]) => !fields.includes(key))
    .map(([key, found]) => ({ path: [key], expected: `no field but ${fields.join(', ')}`, found }));

/** Accepts what `base` accepts, and no field beside `fields`. */
export const closed = <A>(base: t.Type<A>, fields: readonly string[]): t.Type<A> =>
  new t.Type<A>(
    base.name,
    (u): u is A => base.is(u) && excess(u, fields).length === 0,
    (u, context) => {
      const decoded = base.validate(u, context);
      const unknown = excess(u, fields).map(toError(context));
      if (unknown.length === 0) return decoded;
      return t.failures(E.isLeft(decoded) ? [...decoded.left, ...unknown] : unknown);
    },
    t.identity,
  );

/** A record with exactly these fields: a missing, wrong or unknown field is an error at its own path. */
export const record = <P extends t.Props>(name: string, fields: P): t.Type<t.TypeOf<t.TypeC<P>>> =>
  closed<t.TypeOf<t.TypeC<P>>>(t.type(fields, name), Object.keys(fields));

/** One of several records told apart by the string in field `tag`; errors are those of the record that the tag names. */
export const tagged = <A>(
  name: string,
  tag: string,
  members: Readonly<Record<string, t.Mixed>>,
): t.Type<A> => {
  const tags = t.keyof(members);
  const memberOf = (u: unknown): t.Type<A> | undefined =>
    t.UnknownRecord.is(u) && tags.is(u[tag]) ? members[u[tag]] : undefined;
  return new t.Type<A>(
    name,
    (u): u is A => memberOf(u)?.is(u) ?? false,
    (u, context) => {
      const member = memberOf(u);
      if (member !== undefined) return member.validate(u, context);
      if (!t.UnknownRecord.is(u)) return t.failure(u, context);
      return t.failures([toError(context)({ path: [tag], expected: tags.name, found: u[tag] })]);
    },
    t.identity,
  );
};

export const finiteNumber: t.Type<number> = refine(t.number, 'finite number', Number.isFinite);

export const positiveNumber: t.Type<number> = refine(finiteNumber, 'positive number', (x) => x > 0);

export const nonNegativeNumber: t.Type<number> = refine(finiteNumber, 'non-negative number', (x) => x >= 0);

export const probability: t.Type<number> = refine(finiteNumber, 'number in [0, 1]', (x) => x >= 0 && x <= 1);

/** A whole number from 1 to `maximum`. The limit turns a typing slip into a message rather than an exhausted memory. */
export const countUpTo = (maximum: number): t.Type<number> =>
  refine(
    t.number,
    `whole number from 1 to ${String(maximum)}`,
    (x) => Number.isInteger(x) && x >= 1 && x <= maximum,
  );

/** Steps of an episode. */
export const horizonCodec: t.Type<number> = countUpTo(1_000_000);

/** Numbers from low to high, both included. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** An interval with positive ends and low ≤ high. */
export const positiveInterval: t.Type<Interval> = refine(
  record('interval', { low: positiveNumber, high: positiveNumber }),
  'interval with low ≤ high',
  ({ low, high }) => low <= high,
);
