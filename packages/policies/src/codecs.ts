import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

/** Accepts the numbers that `holds` says yes to. The name is what error messages give as expected. */
export const numberThat = (name: string, holds: (x: number) => boolean): t.Type<number> =>
  new t.Type<number>(
    name,
    (u): u is number => t.number.is(u) && holds(u),
    (u, context) => (t.number.is(u) && holds(u) ? t.success(u) : t.failure(u, context)),
    t.identity,
  );

/** A whole number from 1 to `maximum`. The limit turns a typing slip into a message rather than an exhausted memory. */
export const countUpTo = (maximum: number): t.Type<number> =>
  numberThat(`whole number from 1 to ${maximum}`, (x) => Number.isInteger(x) && x >= 1 && x <= maximum);

/** A number of the closed interval. */
export const numberFrom = (low: number, high: number): t.Type<number> =>
  numberThat(`number from ${low} to ${high}`, (x) => x >= low && x <= high);

/** A list of at most so many elements. */
export const atMost = <A>(maximum: number, element: t.Type<A>): t.Type<readonly A[]> => {
  const list = t.readonlyArray(element);
  return new t.Type<readonly A[]>(
    `list of at most ${maximum}, each a ${element.name}`,
    (u): u is readonly A[] => list.is(u) && u.length <= maximum,
    (u, context) =>
      Array.isArray(u) && u.length > maximum ? t.failure(u, context) : list.validate(u, context),
    t.identity,
  );
};

const unknownFields = (u: unknown, fields: readonly string[], context: t.Context): t.Errors =>
  Object.entries(t.UnknownRecord.is(u) ? u : {})
    .filter(([name]) => !fields.includes(name))
    .map(([name, value]) => ({
      value,
      context: t.appendContext(
        context,
        name,
        numberThat(`no field but ${fields.join(', ')}`, () => false),
        value,
      ),
    }));

/** A record with exactly these fields: each missing, wrong or unknown one is an error at its own path. */
export const record = <P extends t.Props>(name: string, props: P): t.Type<t.TypeOf<t.TypeC<P>>> => {
  const base: t.Type<t.TypeOf<t.TypeC<P>>> = t.type(props, name);
  const fields = Object.keys(props);
  return new t.Type<t.TypeOf<t.TypeC<P>>>(
    name,
    (u): u is t.TypeOf<t.TypeC<P>> => base.is(u) && unknownFields(u, fields, []).length === 0,
    (u, context) => {
      const decoded = base.validate(u, context);
      const unknown = unknownFields(u, fields, context);
      if (unknown.length === 0) return decoded;
      return t.failures(E.isLeft(decoded) ? [...decoded.left, ...unknown] : unknown);
    },
    t.identity,
  );
};

/** One of several records told apart by their field `kind`; errors are those of the record that it names. */
export const byKind = <A>(name: string, members: Readonly<Record<string, t.Mixed>>): t.Type<A> => {
  const kind = t.keyof(members, Object.keys(members).join(' or '));
  const memberOf = (u: unknown): t.Type<A> | undefined =>
    t.UnknownRecord.is(u) && kind.is(u.kind) ? members[u.kind] : undefined;
  return new t.Type<A>(
    name,
    (u): u is A => memberOf(u)?.is(u) ?? false,
    (u, context) => {
      const member = memberOf(u);
      if (member !== undefined) return member.validate(u, context);
      if (!t.UnknownRecord.is(u)) return t.failure(u, context);
      return t.failures([{ value: u.kind, context: t.appendContext(context, 'kind', kind, u.kind) }]);
    },
    t.identity,
  );
};
