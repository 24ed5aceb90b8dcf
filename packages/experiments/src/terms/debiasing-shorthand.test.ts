import { parts, sum, times } from '@sgmrl/estimators';
import { asShorthand, fromShorthand, identityOf } from './debiasing-shorthand';

const names = Object.keys(parts);

it.each(names)('writes %s in two fields, alone and beside curvature, and reads it again', (debiasing) => {
  for (const jacobian of ['full', 'identity'] as const)
    expect(asShorthand(fromShorthand({ jacobian, debiasing }))).toEqual({ jacobian, debiasing });
});

it('has curvature beside the part unless told otherwise', () => {
  expect(fromShorthand({ debiasing: 'dice' })).toEqual(sum('curvature', 'dice'));
});

it('knows whole estimators again, however they are called', () => {
  expect(['maml', 'fomaml', 'sg-mrl', 'low-variance-sg-mrl'].map((name) => asShorthand(name))).toEqual([
    { jacobian: 'full', debiasing: 'none' },
    { jacobian: 'identity', debiasing: 'none' },
    { jacobian: 'full', debiasing: 'algorithm-1' },
    { jacobian: 'full', debiasing: 'leave-one-out-linear' },
  ]);
});

it('gives other terms an identity without names', () => {
  const half = sum('maml', times(0.5, 'algorithm-1'));
  expect(asShorthand(half)).toBeUndefined();
  expect(identityOf(half)).toEqual({ estimator: sum('curvature', times(0.5, 'value')) });
  expect(identityOf(sum('curvature', times(0.5, 'value')))).toEqual(identityOf(half));
});
