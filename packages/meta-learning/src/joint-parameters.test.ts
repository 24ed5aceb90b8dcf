import { apart, joined, jointParameters } from './joint-parameters';

it('θ and the logarithms of step sizes stand one behind the other, and come apart again', () => {
  const state = { parameters: [1, 2], logStepSizes: [3, 4] };
  const joint = jointParameters(state);
  expect(Array.from(joint)).toEqual([1, 2, 3, 4]);
  expect(apart(state, joint)).toEqual({
    parameters: Float64Array.of(1, 2),
    logStepSizes: Float64Array.of(3, 4),
  });
  expect(joined([], [5])).toEqual(Float64Array.of(5));
});

it('θ alone stays what it is', () => {
  const state = { parameters: [1, 2] };
  expect(jointParameters(state)).toBe(state.parameters);
  expect(apart(state, [5, 6])).toEqual({ parameters: [5, 6] });
});
