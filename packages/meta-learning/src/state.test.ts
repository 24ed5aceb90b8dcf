import { tabularSoftmax } from '@sgmrl/policies';
import { key } from '@sgmrl/prng';
import { evaluationKey, initialState, iterationKey } from './state';
import { tabularProblem } from './testing/problems';

it('starts at the policy’s initial parameters, with nothing done', () => {
  const state = initialState(tabularProblem)(key(9));
  expect(state.parameters).toHaveLength(6);
  expect([state.iteration, state.timesteps, state.key]).toEqual([0, 0, key(9)]);
});

it('gives each iteration and each purpose its own key', () => {
  const state = initialState(tabularProblem)(key(9));
  const keys = [0, 1, 2].map((iteration) => iterationKey({ ...state, iteration }));
  expect(new Set([...keys, evaluationKey(state.key), state.key].map((k) => k.join())).size).toBe(5);
});

it.each([
  ['states', tabularSoftmax(4, 2), /observations are indices below 3, found indices below 4/],
  ['actions', tabularSoftmax(3, 1), /actions are indices below 2, found indices below 1/],
])('refuses a policy that does not fit the tasks: other %s', (_what, policy, message) => {
  const begin = () => initialState({ ...tabularProblem, policy })(key(9));
  expect(begin).toThrow(RangeError);
  expect(begin).toThrow(message);
});
