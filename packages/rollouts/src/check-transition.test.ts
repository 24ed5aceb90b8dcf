import type { Environment } from '@sgmrl/environments';
import { discrete } from '@sgmrl/environments';
import { tabularSoftmax } from '@sgmrl/policies';
import { key } from '@sgmrl/prng';
import { collect } from './collect';
import { walk } from './walk';

const going = { state: 0, reward: 1, terminated: false, truncated: false };

/** What a program without types may give: whatever it is, when the second action is taken. */
const answering = (wrong: unknown): Environment<number> => {
  let steps = 0;
  return {
    observationSpace: discrete(1),
    actionSpace: discrete(1),
    horizon: 3,
    reset: () => 0,
    observe: () => [0],
    step: () => {
      steps += 1;
      return steps === 2 ? JSON.parse(JSON.stringify(wrong)) : going;
    },
  };
};

describe.each([
  [
    'collect',
    (environment: Environment<number>) => collect(environment, tabularSoftmax(1, 1))([0], 1, key(0)),
  ],
  ['walk', (environment: Environment<number>) => walk(environment, tabularSoftmax(1, 1))([0], key(0))],
])('%s', (_, draw) => {
  it.each([
    [null, 'expected a record, found null'],
    [1, 'expected a record, found 1'],
    [[0, 1, false, false], 'expected a record, found [0,1,false,false]'],
    [{ state: 0, reward: 1 }, 'terminated: expected a boolean, found nothing'],
    [{ ...going, terminated: 0 }, 'terminated: expected a boolean, found 0'],
    [{ ...going, truncated: null }, 'truncated: expected a boolean, found null'],
  ])('refuses an environment that answers an action by %j', (wrong, message) => {
    expect(() => draw(answering(wrong))).toThrow(new RangeError(`environment: step, at step 1: ${message}`));
  });

  it('takes what fits', () => {
    expect(() => draw(answering(going))).not.toThrow();
  });
});
