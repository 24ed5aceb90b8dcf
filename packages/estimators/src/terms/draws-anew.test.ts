import { checkDrawsNothing, drawsAnew } from './draws-anew';
import { builtInNames } from './built-in-names';
import { centred, coupled, last, pairs, shrunk, sum, times, transpose, unchained, type Term } from './term';

const names = { ...builtInNames, terms: { difference: coupled(0.1), none: sum() } };

it.each<readonly [Term, boolean]>([
  ['curvature', false],
  ['value', false],
  [pairs({ with: 'itself' }), false],
  [coupled(0.1), true],
  ['difference', true],
  [sum('value', 'none'), false],
  [sum('value', times(0.5, 'difference')), true],
  [times(0, 'difference'), false],
  [centred(pairs({ with: 'itself' })), false],
  [transpose(pairs({ with: 'itself' })), false],
  [unchained('value'), false],
  [shrunk('value'), false],
  [last('value', 'value'), false],
  [last('difference', 'value'), true],
  [last('value', 'difference'), true],
])('of %j it is %s that it draws trajectories of its own', (term, draws) => {
  expect(drawsAnew(term, names)).toBe(draws);
  const check = () => {
    checkDrawsNothing('here', term, names);
  };
  if (draws)
    expect(check).toThrow(
      new RangeError(
        `here: expected an estimator that draws no trajectories of its own, found ${JSON.stringify(term)}`,
      ),
    );
  else expect(check).not.toThrow();
});
