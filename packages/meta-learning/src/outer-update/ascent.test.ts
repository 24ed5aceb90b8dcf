import type { TabularMdp, TabularState } from '@sgmrl/environments';
import { adam, chain, clipByGlobalNorm, sgd, type GradientTransformation } from '@sgmrl/optimizers';
import { key } from '@sgmrl/prng';
import type { Problem } from '../problem';
import { initialState, type MetaState } from '../state';
import { tabularProblem } from '../testing/problems';
import { ascent, gradientStep } from './ascent';

type StateOf<T> = T extends GradientTransformation<infer State> ? State : never;

it('adds what the optimizer makes of the gradient, and asks nothing', () => {
  const update = ascent(sgd(0.25));
  const search = update.search({ parameters: [8, -4], optimizer: update.init([8, -4]) }, [4, 2]);
  expect(update.surrogate).toBeUndefined();
  if (search.kind === 'asks') throw new Error('expected a step');
  expect(Array.from(search.step.parameters)).toEqual([9, -3.5]);
  expect(search.step.surrogate).toBeUndefined();
});

it('hands the optimizer its own state and the parameters, and keeps its next state', () => {
  const optimizer: GradientTransformation<number> = {
    init: () => 1,
    update: (gradient, state, parameters) => [[state * gradient[0] * parameters[0]], state + 1],
  };
  const first = gradientStep(optimizer)({ parameters: [2], optimizer: optimizer.init([2]) }, [3]);
  expect(first).toEqual({ parameters: Float64Array.of(8), optimizer: 2 });
  expect(gradientStep(optimizer)(first, [1])).toEqual({ parameters: Float64Array.of(24), optimizer: 3 });
});

it('takes any gradient transformation, whose state is what the run remembers', () => {
  const optimizer = chain(clipByGlobalNorm(1), adam(0.1));
  type Memory = StateOf<typeof optimizer>;
  const problem: Problem<TabularMdp, TabularState, Memory> = { ...tabularProblem, update: ascent(optimizer) };
  const state: MetaState<Memory> = initialState(problem)(key(1));
  // Nothing for clipping; Adam's moments, and nothing for its step size.
  const [, [moments]] = state.optimizer;
  expect(moments.step).toBe(0);
  expect(moments.mean).toHaveLength(tabularProblem.policy.dimension);
});
