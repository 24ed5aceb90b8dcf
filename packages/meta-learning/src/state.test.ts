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
