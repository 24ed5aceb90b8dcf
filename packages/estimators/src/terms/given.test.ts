import { checkGiven, type Given } from './given';

it.each<[Given, string]>([
  [{ trajectories: 0 }, 'trajectories: expected an integer from 1, found 0'],
  [{ stepSize: -1 }, 'stepSize: expected a number, not negative, found -1'],
  [{ horizon: 0.5 }, 'horizon: expected an integer from 1, found 0.5'],
  [{ innerSteps: -1 }, 'innerSteps: expected an integer from 0, found -1'],
  [{ decay: -0.1 }, 'decay: expected a number from 0 to 1, found -0.1'],
  [{ decay: 1.1 }, 'decay: expected a number from 0 to 1, found 1.1'],
  [{ decay: NaN }, 'decay: expected a number from 0 to 1, found NaN'],
])('refuses conditions that are none: %j', (given, message) => {
  expect(() => {
    checkGiven(given);
  }).toThrow(new RangeError(message));
});

it.each<Given>([
  {},
  { trajectories: 1, stepSize: 0, horizon: 1, innerSteps: 0, decay: 0 },
  { decay: 1, ownWeights: false },
])('takes %j', (given) => {
  expect(() => {
    checkGiven(given);
  }).not.toThrow();
});
