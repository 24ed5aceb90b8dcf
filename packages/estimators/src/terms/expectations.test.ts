import * as fc from 'fast-check';
import { terms } from '../testing/terms';
import type { BiasFacts, Position } from './claim';
import { remaining } from './counted';
import { expectations, type Known } from './expectations';
import { interpret } from './interpretation';
import { last, minus, sum, times, type Term } from './term';

const facts: BiasFacts = {
  innerSteps: 2,
  trajectories: 3,
  inner: { fitted: true, decay: 0.5 },
  outer: { unbiased: true },
};
const at = (term: Term, position: Position): Known => interpret(expectations(facts))(term)(position);

/** What is left of everything that is counted. */
const left = ({ curvature, pairs, errors }: Known): readonly (readonly [string, number])[] =>
  [
    ['curvature', curvature.times] as const,
    ...[...remaining(pairs), ...remaining(errors)].map(({ name, count }) => [name, count.times] as const),
  ].sort(([a], [b]) => (a < b ? -1 : 1));

it('counts nothing of what is taken away again, and twice what stands twice', () => {
  fc.assert(
    fc.property(terms, fc.constantFrom<Position>('last', 'earlier'), (term, position) => {
      expect(left(at(minus(term, term), position))).toEqual([['curvature', 0]]);
      const once = left(at(sum(term, term), position));
      const twice = left(at(times(2, term), position));
      expect(twice.map(([name]) => name)).toEqual(once.map(([name]) => name));
      twice.forEach(([, count], i) => {
        expect(count).toBeCloseTo(once[i][1], 9);
      });
    }),
  );
});

it('tells the last inner step from those before', () => {
  const term = last('curvature', times(3, 'curvature'));
  expect([at(term, 'last').curvature.times, at(term, 'earlier').curvature.times]).toEqual([1, 3]);
});

it('counts what debiasing asks for once in a leaf without bias, and nothing of the return of others', () => {
  for (const [leaf, once] of [
    ['value', 1],
    ['others-return', 0],
  ] as const)
    expect([...at(leaf, 'last').pairs.values()].map(({ count }) => count.times)).toEqual([once, once, once]);
});
