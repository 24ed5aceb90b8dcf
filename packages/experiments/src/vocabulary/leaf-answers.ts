import { finiteNumber, nonNegativeNumber, record, recordWithOptional } from '@sgmrl/codecs';
import {
  noCost,
  orders,
  termCodec,
  type Expectation,
  type LeafWork,
  type Names,
  type Order,
  type Term,
} from '@sgmrl/estimators';
import * as RR from 'fp-ts/lib/ReadonlyRecord.js';
import * as t from 'io-ts';

const isOrder = (u: unknown): u is Exclude<Order, '0'> => u !== '0' && orders.some((order) => order === u);

const order = new t.Type<Exclude<Order, '0'>>(
  `one of ${orders.filter((each) => each !== '0').join(', ')}`,
  isOrder,
  (u, c) => (isOrder(u) ? t.success(u) : t.failure(u, c)),
  t.identity,
);

type ClaimedError = Expectation['errors'][number];

const claimedError = (names: Names): t.Type<ClaimedError> => {
  const errorsOf = record('errors of another term', { errorsOf: termCodec(names), times: finiteNumber });
  const own = record('error', { name: t.string, order, times: finiteNumber });
  return new t.Type<ClaimedError>(
    'error: { name, order, times } or { errorsOf, times }',
    (u): u is ClaimedError => errorsOf.is(u) || own.is(u),
    (u, c) => {
      if (!t.UnknownRecord.is(u)) return t.failure(u, c);
      return Object.hasOwn(u, 'errorsOf') ? errorsOf.validate(u, c) : own.validate(u, c);
    },
    t.identity,
  );
};

/** Codec of what a leaf claims of its expectation. */
export const expectationCodec = (names: Names): t.Type<Expectation> =>
  record('a function that gives { times, errors }, or "unknown" in its place', {
    times: finiteNumber,
    errors: t.readonlyArray(claimedError(names)),
  });

/** Codec of what a leaf costs at one inner step. */
export const leafWorkCodec: t.Type<LeafWork> = recordWithOptional(
  'a function that gives counts of work, such as {}',
  {},
  {
    ...RR.map(() => nonNegativeNumber)(noCost),
    atAdapted: t.boolean,
  },
);

/** Codec of a leaf in other words. */
export const rewrittenCodec = (names: Names): t.Type<Term | undefined> => {
  const term = termCodec(names);
  return new t.Type<Term | undefined>(
    'a function that gives a term, or undefined',
    (u): u is Term | undefined => u === undefined || term.is(u),
    (u, c) => (u === undefined ? t.success(undefined) : term.validate(u, c)),
    t.identity,
  );
};
