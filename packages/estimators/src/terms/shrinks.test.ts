import { builtInNames } from './built-in-names';
import { shrinks } from './shrinks';
import { centred, coupled, last, pairs, shrunk, sum, times, transpose, unchained, type Term } from './term';

const itself = pairs({ with: 'itself' });
const names = { ...builtInNames, terms: { less: shrunk('value'), none: sum() } };

it.each<readonly [Term, boolean]>([
  ['curvature', false],
  ['value', false],
  [itself, false],
  [coupled(0.1), false],
  [shrunk('value'), true],
  ['less', true],
  [sum('value', 'none'), false],
  [sum('value', times(0.5, 'less')), true],
  [times(0, 'less'), false],
  [centred(itself), false],
  [centred(shrunk(itself)), true],
  [transpose(shrunk(itself)), true],
  [unchained('value'), false],
  [unchained('less'), true],
  [last('value', 'value'), false],
  [last('less', 'value'), true],
  [last('value', 'less'), true],
])('of %j it is %s that some part is shrunk', (term, expected) => {
  expect(shrinks(term, names)).toBe(expected);
});
