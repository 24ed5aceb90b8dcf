import { builtInNames, coupled, last, pairs, itself, sum, times, type Term } from '@sgmrl/estimators';
import { wholeTerm } from './whole-term';

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
