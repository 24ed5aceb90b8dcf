import { decodeWith } from '@sgmrl/codecs';
import { foldIn, key } from '@sgmrl/prng';
import * as E from 'fp-ts/lib/Either.js';
import * as fc from 'fast-check';
import { linearQuadratic, linearQuadraticDefault } from './linear-quadratic';

const tasks = linearQuadratic(linearQuadraticDefault);
const number = fc.double({ min: -3, max: 3, noNaN: true });
const pair = fc.tuple(number, number);

describe('the step', () => {
  it('follows the formula where nothing is left to chance', () => {
    fc.assert(
      fc.property(
        pair,
        pair,
        pair,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (goal, position, a, decay) => {
          const spec = { ...linearQuadraticDefault, decay, noise: 0, actionCost: 0.3 };
          const environment = linearQuadratic(spec).environment({ goal, gain: 0.7 });
          const { state, reward } = environment.step({ step: 2, position }, a, key(0));
          const expected = position.map((x, i) => decay * x + 0.7 * a[i]);
          state.position.forEach((x, i) => {
            expect(x).toBeCloseTo(expected[i], 12);
          });
          const distance = Math.hypot(expected[0] - goal[0], expected[1] - goal[1]);
          expect(reward).toBeCloseTo(-distance * distance - 0.3 * (a[0] * a[0] + a[1] * a[1]), 10);
          expect(state.step).toBe(3);
        },
      ),
    );
  });

  it('adds noise of the standard deviation that the spec says', () => {
    const n = 4000;
    const spec = { ...linearQuadraticDefault, dimension: 1, noise: 0.5 };
    const environment = linearQuadratic(spec).environment({ goal: [0], gain: 1 });
    const found = Array.from(
      { length: n },
      (_, i) => environment.step({ step: 0, position: [2] }, [1], foldIn(key(3), i)).state.position[0] - 3,
    );
    const variance = found.reduce((sum, x) => sum + x * x, 0) / n;
    // The mean square of n normal numbers has relative deviation √(2/n); five of them.
    expect(Math.abs(variance / 0.25 - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
  });

  it('is cut by the horizon alone', () => {
    const environment = tasks.environment({ goal: [0, 0], gain: 0.1 });
    const at = (step: number) => environment.step({ step, position: [0, 0] }, [0, 0], key(0));
    expect([at(8).truncated, at(9).truncated, at(9).terminated]).toEqual([false, true, false]);
  });
});

describe('tasks', () => {
  it('have goals and gains within the limits of the spec', () => {
    for (let i = 0; i < 200; i++) {
      const { goal, gain } = tasks.sample(foldIn(key(5), i));
      expect(goal.every((x) => Math.abs(x) <= 1)).toBe(true);
      expect(gain >= 0.1 && gain <= 0.2).toBe(true);
    }
  });

  it('are refused with another number of coordinates', () => {
    expect(decodeWith(tasks.task)({ goal: [1], gain: 0.1 })).toEqual(
      E.left([{ path: 'goal', expected: '2 numbers', found: [1] }]),
    );
  });
});
