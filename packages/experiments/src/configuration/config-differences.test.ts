import { sum, type Term } from '@sgmrl/estimators';
import type { Config } from './config';
import { configDifferences } from './config-differences';
import { presets } from './presets';

const { config } = presets['tabular-quick'];
const withEstimator = (estimator: Term): Config => ({
  ...config,
  algorithm: { ...config.algorithm, estimator },
});

it.each<readonly [Term, Term]>([
  ['maml', sum('curvature', 'none')],
  ['low-variance-sg-mrl', sum('curvature', 'influence')],
  [sum('maml', 'dice'), sum('curvature', 'dice')],
])('%j and %j are no difference', (one, other) => {
  expect(configDifferences(withEstimator(one), withEstimator(other))).toEqual([]);
  expect(configDifferences(withEstimator(one), { ...withEstimator(other), seed: 9 })).toEqual([
    'seed is 1, not 9',
  ]);
});

it('tells estimators apart, and where', () => {
  expect(configDifferences(withEstimator('maml'), withEstimator('fomaml'))).toEqual([
    'algorithm.estimator is "maml", not "fomaml"',
  ]);
  expect(
    configDifferences(withEstimator(sum('curvature', 'dice')), withEstimator(sum('curvature', 'lvc'))),
  ).toEqual(['algorithm.estimator.of.1 is "dice", not "lvc"']);
});
