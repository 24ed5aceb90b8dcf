import { coupled, parts, sum, times, wholes, type Term } from '@sgmrl/estimators';
import { expandedTerm } from './expanded-term';

it.each<readonly [string, Term, Term]>([
  ['a name', 'maml', 'curvature'],
  ['a name of a name', 'sg-mrl', sum('curvature', 'value')],
  ['a leaf', 'influence', 'influence'],
  ['a difference', sum(coupled({ share: 1 }), 'none'), coupled({ share: 1 })],
  ['nothing beside curvature', sum('curvature', 'none'), 'curvature'],
  ['a sum of one', sum(sum('curvature')), 'curvature'],
  ['nothing at all', 'fomaml', sum()],
  ['names deep inside', times(0.5, sum('e-maml', 'none')), times(0.5, times('1/N', 'value'))],
  [
    'both sides of last',
    { op: 'last', at: 'algorithm-1', before: 'none' },
    { op: 'last', at: 'value', before: sum() },
  ],
])('expands %s', (_, term, expected) => {
  expect(expandedTerm(term)).toEqual(expected);
});

it('keeps the order of a sum, which its last bits depend on', () => {
  expect(expandedTerm(sum(sum('value', 'influence'), 'curvature'))).toEqual(
    sum(sum('value', 'influence'), 'curvature'),
  );
});

it('tells every name of a part from every other', () => {
  const texts = Object.keys(parts).map((name) => JSON.stringify(expandedTerm(name)));
  expect(new Set(texts).size).toBe(texts.length);
  expect(Object.keys(wholes).map((name) => expandedTerm(expandedTerm(name)))).toEqual(
    Object.keys(wholes).map((name) => expandedTerm(name)),
  );
});
