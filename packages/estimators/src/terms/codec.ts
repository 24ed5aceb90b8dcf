import { byField, consistent, finiteNumber, numberFrom, record, refine } from '@sgmrl/codecs';
import * as t from 'io-ts';
import { epsilonLimits, isEpsilon, type Epsilon } from './epsilon';
import { misfits } from './misfits';
import { numbersByName, type Names } from './names';
import type { LeafNumbers } from './leaf';
import type { Pair, Term } from './term';

const other = (place: 'past' | 'future') =>
  record(`pair with the ${place}`, {
    with: t.literal(place),
    weight: t.keyof({ own: null, other: null }),
    fades: t.boolean,
  });

const pair: t.Type<Pair> = byField<Pair, 'with'>('with', 'pair', {
  itself: record('pair with itself', { with: t.literal('itself') }),
  past: other('past'),
  future: other('future'),
});

/**
 * Deeper than any term that a person means; a limit keeps what is hostile from exhausting the
 * stack.
 */
const greatestDepth = 100;
/** Objects, lists, strings and numbers, all counted. */
const greatestSize = 10_000;

/** Level by level, and no further than the limits: what is given may hold itself. */
const isSmall = (u: unknown): boolean => {
  let size = 0;
  let level: readonly unknown[] = [u];
  for (let depth = 0; level.length > 0; depth++) {
    size += level.length;
    // A term in a list is two levels below the term that it is in.
    if (depth >= 2 * greatestDepth || size > greatestSize) return false;
    level = level.flatMap((x) => (typeof x === 'object' && x !== null ? Object.values(x) : []));
  }
  return true;
};

const by: t.Type<number | '1/N'> = new t.Type<number | '1/N'>(
  'finite number or "1/N"',
  (u): u is number | '1/N' => u === '1/N' || finiteNumber.is(u),
  (u, context) =>
    u === '1/N' ? t.success('1/N') : finiteNumber.is(u) ? t.success(u) : t.failure(u, context),
  t.identity,
);

const distance = numberFrom(epsilonLimits.least, epsilonLimits.greatest);
const share = record('share of the inner step', { share: distance });

const epsilon: t.Type<Epsilon> = new t.Type<Epsilon>(
  `${distance.name}, or {"share": …}`,
  isEpsilon,
  (u, context) => (t.UnknownRecord.is(u) ? share.validate(u, context) : distance.validate(u, context)),
  t.identity,
);

/** What is expected where a term stands. */
const aTerm = 'term: a name, or an operation {"op": …}';

const structure: t.Type<Term> = t.recursion(aTerm, (term: t.Type<Term>) => {
  const operation = byField<Exclude<Term, string>, 'op'>('op', 'term', {
    pairs: record('pairs', { op: t.literal('pairs'), of: t.readonlyArray(pair) }),
    sum: record('sum', { op: t.literal('sum'), of: t.readonlyArray(term) }),
    times: record('times', { op: t.literal('times'), by, of: term }),
    centred: record('centred', { op: t.literal('centred'), of: term }),
    transpose: record('transpose', { op: t.literal('transpose'), of: term }),
    window: record('window', { op: t.literal('window'), factor: numberFrom(0, 1), of: term }),
    unchained: record('unchained', { op: t.literal('unchained'), of: term }),
    shrunk: record('shrunk', { op: t.literal('shrunk'), of: term }),
    last: record('last', { op: t.literal('last'), at: term, before: term }),
    coupled: record('coupled', { op: t.literal('coupled'), epsilon }),
  });
  return new t.Type<Term>(
    aTerm,
    (u): u is Term => typeof u === 'string' || operation.is(u),
    (u, context) => {
      if (typeof u === 'string') return t.success(u);
      return t.UnknownRecord.is(u) ? operation.validate(u, context) : t.failure(u, context);
    },
    t.identity,
  );
});

const small = refine(
  t.unknown,
  `term nested at most ${String(greatestDepth)} deep, of at most ${String(greatestSize)} values`,
  isSmall,
);

/**
 * Codec of a {@link Term} as plain data, which encodes as itself. Every wrong place is an error at
 * its own path: an unknown operation, a field too many, a name that stands for nothing among
 * `names`, a leaf where pairs are expected.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, strictEqual } from 'node:assert';
 * import { decodeWith } from '@sgmrl/codecs';
 * import { termCodec } from '@sgmrl/estimators';
 * const term = { op: 'sum', of: ['curvature', { op: 'times', by: 0.5, of: 'dice' }] };
 * deepStrictEqual(decodeWith(termCodec())(term), { _tag: 'Right', right: term });
 * const turned = { op: 'sum', of: ['curvature', { op: 'transpose', of: 'value' }] };
 * deepStrictEqual(decodeWith(termCodec())(turned), {
 *   _tag: 'Left',
 *   left: [{ path: 'of.1.of', expected: 'pairs inside transpose', found: 'value' }],
 * });
 * ```
 */
export const termCodec = (names: Names<LeafNumbers> = numbersByName): t.Type<Term> => {
  const meaningful = consistent(structure, aTerm, (term) => misfits(term, names));
  return new t.Type<Term>(
    aTerm,
    (u): u is Term => small.is(u) && meaningful.is(u),
    (u, context) =>
      small.is(u)
        ? meaningful.validate(u, context)
        : t.failure('…', [...context.slice(0, -1), { ...context[context.length - 1], type: small }]),
    t.identity,
  );
};
