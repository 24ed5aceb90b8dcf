import { builtInNames, coupled, last, pairs, itself, sum, times, type Term } from '@sgmrl/estimators';
import { curvatureHint, wholeTerm } from './whole-term';

it.each<Term>(['dice', 'influence', times(0.5, 'value'), pairs(itself), last('value', 'none')])(
  'puts curvature beside %j',
  (term) => {
    expect(wholeTerm(term)).toEqual(sum('curvature', term));
  },
);

it.each<Term>([
  'maml',
  'sg-mrl',
  'fomaml',
  sum(),
  'none',
  times(2, sum('curvature', 'dice')),
  last('none', 'maml'),
  coupled(0.2),
])('%j is whole', (term) => {
  expect(wholeTerm(term)).toBeUndefined();
});

it('knows words of one’s own', () => {
  const names = { ...builtInNames, terms: { ...builtInNames.terms, mine: 'dice', full: 'maml' } };
  expect(wholeTerm('mine', names)).toEqual(sum('curvature', 'mine'));
  expect(wholeTerm('full', names)).toBeUndefined();
});

it.each<readonly [Term, readonly string[]]>([
  [sum('curvature', 'maml'), ['with curvature that counts 2 times, not once']],
  [sum('curvature', 'dice', 'curvature'), ['with curvature that counts 2 times, not once']],
  [sum('curvature', coupled(0.2)), ['with curvature that counts 2 times, not once']],
  [times(0.5, 'sg-mrl'), ['with curvature that counts 0.5 times, not once']],
  [last('maml', times(3, 'maml')), ['with curvature that counts 3 times, not once']],
  [last('none', 'maml'), []],
  ['fomaml', []],
  ['sg-mrl', []],
])('tells of %j how often curvature counts', (term, hint) => {
  expect(curvatureHint(term, { innerSteps: 2, trajectories: 4 })).toEqual(hint);
});

it('looks at the inner steps that there are', () => {
  const term = last('maml', times(3, 'maml'));
  expect(curvatureHint(term, { innerSteps: 1, trajectories: 4 })).toEqual([]);
});
