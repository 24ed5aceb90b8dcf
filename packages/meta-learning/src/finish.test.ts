import type { Policy } from '@sgmrl/policies';
import { key } from '@sgmrl/prng';
import * as E from 'fp-ts/lib/Either.js';
import { finish } from './finish';
import type { Contribution } from './run';
import type { MetaState } from './state';
import { tabularProblem } from './testing/problems';

const state: MetaState = {
  parameters: [1, 1],
  optimizer: tabularProblem.optimizer.init([1, 1]),
  key: key(0),
  iteration: 6,
  timesteps: 100,
};

const contribution = (gradient: readonly number[], after: number): Contribution => ({
  gradient: { gradient, value: after, score: undefined },
  before: { discounted: 1, undiscounted: 2 },
  after: { discounted: after, undiscounted: 2 * after },
  returns: [1, after],
  timesteps: 7,
  data: undefined,
});

it('steps along the mean of the gradients and reports means with standard errors', () => {
  const result = finish(tabularProblem)(state, [contribution([3, 0], 1), contribution([3, 8], 3)]);
  if (E.isLeft(result)) throw new Error('expected a step');
  const [next, metrics] = result.right;
  expect(Array.from(next.parameters)).toEqual([2.5, 3]);
  expect([next.iteration, next.timesteps, next.key]).toEqual([7, 114, state.key]);
  expect(metrics).toEqual({
    iteration: 7,
    timesteps: 114,
    before: { discounted: { mean: 1, stderr: 0 }, undiscounted: { mean: 2, stderr: 0 } },
    after: { discounted: { mean: 2, stderr: 1 }, undiscounted: { mean: 4, stderr: 2 } },
    gradientNorm: 5,
    parameterNorm: Math.sqrt(2.5 ** 2 + 3 ** 2),
  });
});

it('weighs scores by the other tasks’ returns where the contributions carry scores', () => {
  const scored = (value: number): Contribution => ({
    ...contribution([0, 0], value),
    gradient: { gradient: [0, 0], value, score: [1, 2] },
  });
  const result = finish(tabularProblem)(state, [scored(1), scored(3), scored(8)]);
  // (1 − 5.5) + (3 − 4.5) + (8 − 2) = 0
  expect(result).toMatchObject({ right: [{ parameters: new Float64Array([1, 1]) }, {}] });
});

it('says where the meta-gradient tells nothing', () => {
  const told = (contributions: readonly Contribution[]) => {
    const result = finish(tabularProblem)(state, contributions);
    if (E.isLeft(result)) throw new Error('expected a step');
    return result.right[1].uninformative;
  };
  const returning = (gradient: readonly number[], returns: readonly number[]): Contribution => ({
    ...contribution(gradient, 1),
    returns,
  });
  // Zero, be it in every task or in their mean
  expect(told([returning([0, 0], [1, 2]), returning([0, 0], [3, 4])])).toBe(true);
  expect(told([returning([1, 2], [1, 2]), returning([-1, -2], [3, 4])])).toBe(true);
  // Equal returns, whose scores are weighed by them
  expect(told([returning([1, 2], [5, 5, 5]), returning([3, 4], [5, 5])])).toBe(true);
  expect(told([returning([1, 2], [1e8, 1e8 + 0.1]), returning([3, 4], [1e8, 1e8])])).toBe(true);
  // Tasks of equal returns differ from one another, a single trajectory from nothing.
  expect(told([returning([1, 2], [5, 5]), returning([3, 4], [6, 6])])).toBe(undefined);
  expect(told([returning([1, 2], [5])])).toBe(undefined);
});

it('knows no standard error of a single task', () => {
  expect(finish(tabularProblem)(state, [contribution([1, 0], 1)])).toMatchObject({
    right: [
      {},
      { after: { discounted: { mean: 1, stderr: null }, undiscounted: { mean: 2, stderr: null } } },
    ],
  });
});

it('refuses a gradient that is not finite', () => {
  expect(finish(tabularProblem)(state, [contribution([NaN, 0], 1)])).toMatchObject({
    left: { what: 'gradient', iteration: 7, task: undefined },
  });
});

it('refuses parameters that are infinite in float32, in which a network would read them', () => {
  const steep = [contribution([1e39, 0], 1)];
  const policy: Policy = { ...tabularProblem.policy, precision: 'float32' };
  expect(finish({ ...tabularProblem, policy })(state, steep)).toMatchObject({
    left: { what: 'parameters', iteration: 7, task: undefined },
  });
  // A table of float64 holds them.
  expect(finish(tabularProblem)(state, steep)).toMatchObject({ right: [{ parameters: { 0: 5e38 } }, {}] });
});
