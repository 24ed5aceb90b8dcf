import * as fc from 'fast-check';
import { sameMaps, terms } from '../testing/terms';
import { builtInNames } from './built-in-names';
import type { BiasFacts, Position } from './claim';
import { isNever, remaining } from './counted';
import type { Given } from './given';
import { areEqual } from './normal-form';
import { library } from './library';
import { leaves } from './leaves';
import { expectations, type Known } from './expectations';
import { interpret } from './interpretation';
import {
  centred,
  future,
  itself,
  last,
  minus,
  pairs,
  past,
  sum,
  times,
  unchained,
  window,
  type Term,
} from './term';

const facts: BiasFacts = {
  innerSteps: 2,
  trajectories: 3,
  inner: { fitted: true, decay: 0.5 },
  outer: { unbiased: true },
};
const at = (term: Term, position: Position): Known =>
  interpret(expectations(facts), builtInNames)(term)(position);

const others = pairs(past('other'), future('other'));

/** Terms among which many are equal where something is known. */
const small: readonly Term[] = [
  ...Object.keys(library),
  ...Object.keys(leaves),
  centred('lvc'),
  centred(centred('lvc')),
  times(2, centred('lvc')),
  sum(pairs(itself), others),
  sum('lvc', times(2, window(0.5, others))),
  sum('lvc', times(6, window(0.5, others)), times(-8, window(0.25, others))),
  unchained('influence'),
  unchained('remainder'),
  sum('influence', 'remainder'),
  sum('first-order', 'remainder'),
  last('dice', 'lvc'),
];

/** What is left of everything that is counted. */
const left = ({ curvature, pairs, errors }: Known): readonly (readonly [string, number])[] =>
  [
    ['curvature', curvature.times] as const,
    ...[...remaining(pairs), ...remaining(errors)].map(({ name, count }) => [name, count.times] as const),
  ].sort(([a], [b]) => (a < b ? -1 : 1));

/** What is left but for rounding. */
const something = (known: Known): readonly string[] => [
  ...(isNever(known.curvature) ? [] : ['curvature']),
  ...[...remaining(known.pairs), ...remaining(known.errors)].map(({ name }) => name),
];

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

it('takes two ways to write one map for one', () => {
  fc.assert(
    fc.property(sameMaps, fc.constantFrom<Position>('last', 'earlier'), (maps, position) => {
      for (const { axiom, left: one, right: other } of maps)
        expect([axiom, something(at(minus(one, other), position))]).toEqual([axiom, []]);
    }),
  );
});

const someFacts = fc.record({
  innerSteps: fc.constantFrom(1, 2),
  trajectories: fc.constantFrom(1, 2, 4, 20),
  horizon: fc.constantFrom(1, 2, 3, 50),
  inner: fc.record({ fitted: fc.boolean(), decay: fc.constantFrom(0, 0.5, 1) }),
  outer: fc.constant({ unbiased: true }),
});

it('takes terms that are equal under what is known for one', () => {
  let found = 0;
  fc.assert(
    fc.property(
      someFacts,
      fc.array(fc.oneof(terms, fc.constantFrom(...small)), { minLength: 12, maxLength: 12 }),
      (known, some) => {
        const { innerSteps, trajectories, horizon, inner } = known;
        const given: Given = {
          innerSteps,
          trajectories,
          horizon,
          decay: inner.decay,
          ownWeights: !inner.fitted,
        };
        for (const one of some)
          for (const other of some.filter((each) => each !== one && areEqual(one, each, given))) {
            found++;
            const difference = interpret(expectations(known), builtInNames)(minus(one, other));
            for (const position of innerSteps === 1 ? (['last'] as const) : (['last', 'earlier'] as const))
              expect([one, other, something(difference(position))]).toEqual([one, other, []]);
          }
      },
    ),
    { numRuns: 60 },
  );
  expect(found).toBeGreaterThan(100);
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
