import { decodeWith, describeInvalidField } from '@sgmrl/codecs';
import * as E from 'fp-ts/lib/Either.js';
import * as fc from 'fast-check';
import * as t from 'io-ts';
import { anyTerms, coupledTerms } from '../testing/terms';
import { termCodec } from './codec';
import { misfits } from './misfits';
import { builtInNames } from './built-in-names';
import type { Names } from './names';
import { sum, type Term } from './term';

const codec = termCodec();
const decode = decodeWith(codec);

it('reads every term from its JSON, and writes it as it is', () => {
  fc.assert(
    fc.property(coupledTerms, (term) => {
      expect(codec.is(term)).toBe(true);
      expect(decode(JSON.parse(JSON.stringify(codec.encode(term))))).toEqual(E.right(term));
    }),
  );
});

it('refuses every term that has no meaning', () => {
  fc.assert(
    fc.property(anyTerms, (term) => {
      expect(codec.is(term)).toBe(misfits(term).length === 0);
      expect(E.isRight(decode(term))).toBe(codec.is(term));
    }),
  );
});

const refusals = (u: unknown): readonly string[] => {
  const decoded = decode(u);
  return E.isLeft(decoded) ? decoded.left.map(describeInvalidField) : [];
};

it.each<[unknown, string | RegExp]>([
  [3, /expected term: a name, or an operation/],
  [null, /expected term: a name, or an operation/],
  [[], /expected/],
  [{ op: 'product', of: [] }, /^op: expected .*pairs.*found "product"/],
  [{ op: 'sum' }, /^of: /],
  [{ op: 'sum', of: [], by: 2 }, /^by: /],
  [{ op: 'times', by: '2', of: 'dice' }, /^by: expected finite number or "1\/N", found "2"/],
  [{ op: 'times', by: '1/N', of: 3 }, /^of: expected term: a name, or an operation/],
  [{ op: 'window', factor: 2, of: 'dice' }, /^factor: /],
  [{ op: 'pairs', of: [{ with: 'past', weight: 'mine', fades: true }] }, /^of\.0\.weight: /],
  [{ op: 'pairs', of: [{ with: 'itself', fades: true }] }, /^of\.0\.fades: /],
  [{ op: 'last', at: 'dice' }, /^before: /],
  ['diec', /^expected one of curvature, .*dice, .*, found "diec"$/],
  [{ op: 'times', by: 1e400, of: 'dice' }, /^by: expected finite number or "1\/N", found /],
  [{ op: 'times', by: 1e101, of: 'dice' }, /^by: expected 0, .* 1e-100 to 1e100 .*, found 1e\+101$/],
  [{ op: 'sum', of: ['dice', 'diec'] }, /^of\.1: .*found "diec"/],
  [{ op: 'coupled' }, /^epsilon: expected number from 0\.000001 to 1000, or {"share": …}, found nothing/],
  [
    { op: 'coupled', epsilon: 0 },
    /^epsilon: expected number from 0\.000001 to 1000, or {"share": …}, found 0/,
  ],
  [
    { op: 'coupled', epsilon: { share: 0 } },
    /^epsilon\.share: expected number from 0\.000001 to 1000, found 0/,
  ],
  [{ op: 'coupled', epsilon: { share: 1, least: 1 } }, /^epsilon\.least: /],
  [{ op: 'coupled', share: 1, epsilon: 1 }, /^share: /],
  [
    { op: 'unchained', of: { op: 'coupled', epsilon: 1 } },
    /^of: expected a term that is not coupled inside unchained/,
  ],
  [{ op: 'centred', of: 'value' }, /^of: expected pairs inside centred, found "value"/],
])('refuses %j at its place', (u, message) => {
  const [first, ...others] = refusals(u);
  expect(first).toMatch(message);
  expect(others).toEqual([]);
});

it('finds each wrong place', () => {
  expect(refusals({ op: 'sum', of: ['a', { op: 'times', by: null, of: 'b' }] })).toHaveLength(1);
  expect(refusals({ op: 'sum', of: ['a', { op: 'times', by: 1, of: 'b' }] })).toHaveLength(2);
});

describe('what is hostile', () => {
  const nested = (depth: number): Term =>
    Array.from({ length: depth }).reduce<Term>((of) => sum(of), 'curvature');

  it('is refused before it exhausts the stack', () => {
    const wide = (count: number): Term => sum(...Array.from({ length: count }, () => 'value'));
    // 100 in one another, and 10 000 values: the object, its name, its list and what is in that.
    for (const u of [nested(99), wide(9_997)]) expect(refusals(u)).toEqual([]);
    for (const u of [nested(100), nested(100_000), wide(9_998)])
      expect(refusals(u)).toEqual([
        expect.stringMatching(/nested at most 100 deep, of at most 10000 values/),
      ]);
  });

  it('is refused where it stands', () => {
    const inside = decodeWith(t.type({ run: t.type({ term: codec }) }));
    expect(inside({ run: { term: nested(100) } })).toMatchObject({
      left: [{ path: 'run.term', expected: 'term nested at most 100 deep, of at most 10000 values' }],
    });
  });

  it('may hold itself', () => {
    const round: { op: string; of: unknown } = { op: 'centred', of: undefined };
    round.of = round;
    expect(codec.is(round)).toBe(false);
    expect(refusals(round)).toHaveLength(1);
  });
});

it('knows the names that it is given, and no others', () => {
  const names: Names = { leaves: { mine: builtInNames.leaves['value'] }, terms: {} };
  expect(E.isRight(decodeWith(termCodec(names))('mine'))).toBe(true);
  expect(E.isRight(decodeWith(termCodec(names))('value'))).toBe(false);
  expect(E.isRight(decode('mine'))).toBe(false);
});
