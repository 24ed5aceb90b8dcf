import { key } from '@sgmrl/prng';
import { bernoulliBandit } from './bernoulli-bandit';
import { cartPole, cartPoleDefault } from './cart-pole';
import { checkAction } from './check-action';
import type { Environment } from './environment';
import { navigation2d, navigation2dDefault } from './navigation-2d';
import { cube, discrete } from './space';
import { tabularEnvironment } from './tabular';

const stepOf =
  <State>({ step, reset }: Environment<State>) =>
  (action: readonly number[]): unknown =>
    step(reset(key(0)), action, key(1));

const bandit = bernoulliBandit({ kind: 'bernoulli-bandit', arms: 2, horizon: 3 });
const poles = cartPole(cartPoleDefault);

const discreteEnvironments: readonly (readonly [string, (action: readonly number[]) => unknown])[] = [
  [
    'tabular',
    stepOf(tabularEnvironment({ initial: [1], transitions: [[[1], [1]]], rewards: [[0, 1]], horizon: 2 })),
  ],
  ['bernoulli-bandit', stepOf(bandit.environment({ successProbabilities: [0, 1] }))],
  ['cart-pole', stepOf(poles.environment(poles.sample(key(0))))],
];

describe.each(discreteEnvironments)('%s', (name, step) => {
  it.each([[[2]], [[-1]], [[0.5]], [[NaN]], [[Infinity]], [[]], [[0, 1]]])(
    'refuses the action %j',
    (action) => {
      expect(() => step(action)).toThrow(
        new RangeError(`${name}: action: expected one index from 0 to 1, found [${action.join(', ')}]`),
      );
    },
  );

  it('takes every other', () => {
    for (const action of [0, 1]) expect(() => step([action])).not.toThrow();
  });
});

describe('navigation-2d', () => {
  const step = stepOf(navigation2d(navigation2dDefault).environment({ goal: [0, 0] }));

  it.each([[[NaN, 0]], [[0, NaN]], [[Infinity, 0]], [[0, -Infinity]], [[]], [[1]], [[1, 2, 3]]])(
    'refuses the action %j',
    (action) => {
      expect(() => step(action)).toThrow(
        new RangeError(`navigation-2d: action: expected 2 finite numbers, found [${action.join(', ')}]`),
      );
    },
  );

  it('takes what it will clip', () => {
    expect(() => step([1e300, -1e300])).not.toThrow();
  });
});

it('leaves bounds to the environment', () => {
  expect(() => {
    checkAction('some', cube(1, -1, 1), [3]);
    checkAction('some', discrete(3), new Float64Array([2]));
  }).not.toThrow();
});
