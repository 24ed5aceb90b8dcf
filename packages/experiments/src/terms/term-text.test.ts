import {
  centred,
  coupled,
  fading,
  future,
  itself,
  last,
  minus,
  pairs,
  past,
  sum,
  times,
  transpose,
  unchained,
  window,
  type Term,
} from '@sgmrl/estimators';
import { termText } from './term-text';

it.each<readonly [Term, string]>([
  ['dice', 'dice'],
  [sum(), '0'],
  [sum('curvature', times(0.5, 'dice')), 'curvature + 0.5 dice'],
  [minus('value', 'others-return'), 'value − others-return'],
  [sum(times(-2, 'value'), times(-0.5, 'dice')), '−2 value − 0.5 dice'],
  [sum('curvature', sum(times(-1, 'value'), 'dice')), 'curvature + (−value + dice)'],
  [times('1/N', sum('value', 'dice')), '1/N (value + dice)'],
  [times(1e-7, 'value'), '1e−7 value'],
  [transpose(centred(window(0.9, 'dice'))), 'transpose(centred(window(0.9, dice)))'],
  [last(unchained('influence'), 'value'), 'last(unchained(influence), value)'],
  [last(times(2, coupled(0.2)), coupled({ share: 1 })), 'last(2 coupled(0.2), coupled(share 1))'],
  [pairs(itself, future('other'), fading(past('own'))), 'pairs(itself, future other, past own κ)'],
])('%j is %s', (term, text) => {
  expect(termText(term)).toBe(text);
});
