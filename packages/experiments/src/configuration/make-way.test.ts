import { sum } from '@sgmrl/estimators';
import { makeWay } from './make-way';

const term = { seed: 1, algorithm: { estimator: 'low-variance-sg-mrl', innerSteps: 1 } };
const two = { seed: 1, algorithm: { jacobian: 'identity', debiasing: 'dice', innerSteps: 1 } };
const rest = { seed: 1, algorithm: { innerSteps: 1 } };

it.each<readonly [string, unknown, readonly string[], unknown]>([
  ['leaves what no setting contests', term, ['algorithm.innerSteps=2', 'seed=3'], term],
  ['leaves a setting inside the estimator alone', term, ['algorithm.estimator.of=[]'], term],
  ['takes a whole term away for a part', term, ['algorithm.debiasing=dice'], rest],
  ['takes it away for both fields', term, ['algorithm.jacobian=identity', ' algorithm.debiasing =lvc'], rest],
  ['takes the two fields away for a whole term', two, ['algorithm.estimator=maml'], rest],
  ['lets one of the two fields stay beside the other', two, ['algorithm.debiasing=lvc'], two],
  [
    'writes a whole term in two fields for the Jacobian alone',
    term,
    ['algorithm.jacobian=identity'],
    { seed: 1, algorithm: { jacobian: 'full', debiasing: 'leave-one-out-linear', innerSteps: 1 } },
  ],
])('%s', (_, plain, settings, expected) => {
  expect(makeWay(settings)(plain)).toEqual(expected);
});

it('leaves what has no two fields, and what is no configuration, for the decoder to judge', () => {
  const other = { algorithm: { estimator: sum('curvature', sum('dice', 'lvc')) } };
  for (const plain of [other, { algorithm: { estimator: 3 } }, { algorithm: 1 }, [], null, 'text'])
    expect(makeWay(['algorithm.jacobian=full'])(plain)).toEqual(plain);
});
