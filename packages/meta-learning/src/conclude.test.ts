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
  returns: [1, after],
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
  const concluded = conclude({ precision: 'float32' }, state)({ tasks, gradient: [3, 4], step });

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
      // (3, 0) and (3, 8) are 4 from their mean.
      gradientStatistics: { signal: 9, noise: 16 },
      parameterNorm: Math.sqrt(2.5 ** 2 + 3 ** 2),
      surrogate,
    });
  });

  it('says where the meta-gradient tells nothing', () => {
    const told = (gradient: readonly number[], ...returns: readonly (readonly number[])[]) => {
      const returning = returns.map((those) => ({ ...tasks[0], returns: those }));
      const result = conclude({ precision: 'float32' }, state)({ tasks: returning, gradient, step });
      if (E.isLeft(result)) throw new Error('expected a step');
      return result.right[1].uninformative;
    };
    expect(told([0, 0], [1, 2], [3, 4])).toBe(true);
    // Equal returns, whose scores are weighed by them
    expect(told([1, 2], [5, 5, 5], [5, 5])).toBe(true);
    expect(told([1, 2], [1e8, 1e8 + 1e-4], [1e8, 1e8])).toBe(true);
    // Tasks of equal returns differ from one another, a single trajectory from nothing.
    expect(told([1, 2], [5, 5], [6, 6])).toBe(undefined);
    expect(told([1, 2], [5])).toBe(undefined);
    expect(told([1, 2], [1e8, 1e8 + 0.1], [1e8, 1e8])).toBe(undefined);
  });

  it('knows no standard error of a single task', () => {
    expect(
      conclude({ precision: 'float32' }, state)({ tasks: tasks.slice(0, 1), gradient: [3, 4], step }),
    ).toMatchObject({
      right: [
        {},
        { after: { discounted: { mean: 1, stderr: null }, undiscounted: { mean: 2, stderr: null } } },
      ],
    });
  });

  // In float32 a network would read them.
  it.each([Infinity, 1e39])('refuses parameters that are infinite in float32: %p', (parameter) => {
    const diverged = { ...step, parameters: [parameter, 3] };
    expect(
      conclude({ precision: 'float32' }, state)({ tasks, gradient: [3, 4], step: diverged }),
    ).toMatchObject({
      left: { what: 'parameters', iteration: 7, task: undefined },
    });
  });
});
