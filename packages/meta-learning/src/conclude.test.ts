import { key } from '@sgmrl/prng';
import * as E from 'fp-ts/lib/Either.js';
import { conclude, meanGradient } from './conclude';
import type { Contribution } from './run';
import type { MetaState } from './state';

const state: MetaState<string> = {
  parameters: [1, 1],
  optimizer: 'before',
  key: key(0),
  iteration: 6,
  timesteps: 100,
};

const contribution = (gradient: readonly number[], after: number): Contribution => ({
  gradient,
  before: { discounted: 1, undiscounted: 2 },
  after: { discounted: after, undiscounted: 2 * after },
  timesteps: 7,
  data: undefined,
});

const tasks = [contribution([3, 0], 1), contribution([3, 8], 3)];

describe('meanGradient', () => {
  it('is the mean over the tasks', () => {
    const gradient = meanGradient(7, tasks);
    expect(E.isRight(gradient) && Array.from(gradient.right)).toEqual([3, 4]);
  });

  it('refuses a gradient that is not finite', () => {
    expect(meanGradient(7, [contribution([NaN, 0], 1)])).toMatchObject({
      left: { what: 'gradient', iteration: 7, task: undefined },
    });
    // The tasks' gradients are finite, their sum is not.
    const huge = contribution([Number.MAX_VALUE, 0], 1);
    expect(meanGradient(7, [huge, huge])).toMatchObject({ left: { what: 'gradient', task: undefined } });
  });
});

describe('conclude', () => {
  const surrogate = { gain: 2, divergence: 0.5 };
  const step = { parameters: [2.5, 3], optimizer: 'after', surrogate };
  const concluded = conclude(state)({ tasks, gradient: [3, 4], step });

  it('moves to where the step led, and counts the iteration and its time steps', () => {
    expect(E.isRight(concluded) && concluded.right[0]).toStrictEqual({
      parameters: [2.5, 3],
      optimizer: 'after',
      key: state.key,
      iteration: 7,
      timesteps: 114,
    });
  });

  it('reports means over the tasks with standard errors', () => {
    expect(E.isRight(concluded) && concluded.right[1]).toEqual({
      iteration: 7,
      timesteps: 114,
      before: { discounted: { mean: 1, stderr: 0 }, undiscounted: { mean: 2, stderr: 0 } },
      after: { discounted: { mean: 2, stderr: 1 }, undiscounted: { mean: 4, stderr: 2 } },
      gradientNorm: 5,
      parameterNorm: Math.sqrt(2.5 ** 2 + 3 ** 2),
      surrogate,
    });
  });

  it('refuses parameters that are not finite', () => {
    const diverged = { ...step, parameters: [Infinity, 3] };
    expect(conclude(state)({ tasks, gradient: [3, 4], step: diverged })).toMatchObject({
      left: { what: 'parameters', iteration: 7, task: undefined },
    });
  });
});
