import { curvatureCount } from './curvature-count';
import { centred, coupled, last, shrunk, sum, times, unchained, type Term } from './term';

it.each<readonly [Term, string | undefined, string | undefined]>([
  ['maml', undefined, undefined],
  ['fomaml', '0', '0'],
  ['dice', '0', '0'],
  [sum('curvature', 'dice', 'curvature'), '2', '2'],
  [sum('curvature', coupled(0.1)), '2', '2'],
  [sum(times(0.5, coupled(0.1)), times(0.5, 'sg-mrl')), undefined, undefined],
  [sum(...[0.1, 0.2, 0.7].map((by) => times(by, 'maml'))), undefined, undefined],
  [times('1/N', 'maml'), '0.25', '0.25'],
  [shrunk(sum('maml', 'value')), undefined, undefined],
  [centred(sum('maml', 'dice')), undefined, undefined],
  [unchained(sum('maml', 'maml', 'value')), '2', '2'],
  [last('sg-mrl', 'value'), undefined, '0'],
])('counts the curvature of %j', (term, atLast, before) => {
  expect([curvatureCount(term, 'last', 4), curvatureCount(term, 'earlier', 4)]).toEqual([atLast, before]);
});
