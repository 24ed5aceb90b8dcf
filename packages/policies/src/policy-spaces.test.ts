import { checkSpaces, indices, realVectors } from './policy-spaces';
import type { PolicySpace } from './policy-spaces';

const spaces = (observationSpace: PolicySpace, actionSpace: PolicySpace) => ({
  name: 'some policy',
  observationSpace,
  actionSpace,
});

it('takes vectors of the same length, whatever their bounds, and as many indices', () => {
  expect(() => {
    checkSpaces(spaces(realVectors(2), indices(3)), spaces({ kind: 'box', low: [0, -1] }, indices(3)));
  }).not.toThrow();
});

it.each([
  [realVectors(2), indices(3), 'observations are vectors of length 3, found vectors of length 2'],
  [indices(3), indices(3), 'observations are vectors of length 3, found indices below 3'],
  [realVectors(3), indices(4), 'actions are indices below 3, found indices below 4'],
  [realVectors(3), realVectors(3), 'actions are indices below 3, found vectors of length 3'],
])('refuses other spaces: %j, %j', (observations, actions, message) => {
  expect(() => {
    checkSpaces(spaces(observations, actions), spaces(realVectors(3), indices(3)));
  }).toThrow(new RangeError(`expected a policy whose ${message} in some policy`));
});
