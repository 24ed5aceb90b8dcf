import { decodeWith } from '@sgmrl/codecs';
import { foldIn, key } from '@sgmrl/prng';
import * as E from 'fp-ts/lib/Either.js';
import {
  DirectionTask,
  GoalTask,
  VelocityTask,
  directions,
  goalsWithin,
  velocities,
  velocityInterval,
} from './tasks';

const n = 2000;
const keys = Array.from({ length: n }, (_, i) => foldIn(key(3), i));

/**
 * The largest distance between the empirical distribution and U[0, 1]; beyond 1.95/√n with
 * probability 0.001.
 */
const kolmogorovSmirnov = (sample: readonly number[]): number =>
  Math.max(
    ...sample
      .toSorted((a, b) => a - b)
      .map((u, i) => Math.max(Math.abs(u - i / n), Math.abs(u - (i + 1) / n))),
  );

it('velocities are uniform in their interval', () => {
  const drawn = keys.map((each) => velocities({ low: -1, high: 3 }).sample(each).velocity);
  expect(kolmogorovSmirnov(drawn.map((v) => (v + 1) / 4))).toBeLessThan(1.95 / Math.sqrt(n));
});

it('goals are uniform in their disc', () => {
  const drawn = keys.map((each) => goalsWithin(3).sample(each).goal);
  // Of a uniform point of the unit disc, both the squared distance and the angle are uniform.
  expect(kolmogorovSmirnov(drawn.map(([x, y]) => (x * x + y * y) / 9))).toBeLessThan(1.95 / Math.sqrt(n));
  const turns = drawn.map(([x, y]) => Math.atan2(y, x) / (2 * Math.PI) + 0.5);
  expect(kolmogorovSmirnov(turns)).toBeLessThan(1.95 / Math.sqrt(n));
});

it('features are the numbers of the task', () => {
  expect(directions.features({ direction: -1 })).toEqual([-1]);
  expect(velocities({ low: 0, high: 1 }).features({ velocity: 0.5 })).toEqual([0.5]);
  expect(goalsWithin(1).features({ goal: [0.1, 0.2] })).toEqual([0.1, 0.2]);
});

it.each([
  ['a direction', decodeWith(DirectionTask)({ direction: 0 }), 'direction', '1 | -1'],
  [
    'a velocity',
    decodeWith(VelocityTask)({ velocity: Number.NaN }),
    'velocity',
    'number from -1000000 to 1000000',
  ],
  ['a goal', decodeWith(GoalTask)({ goal: [1] }), 'goal.1', 'number from -1000000 to 1000000'],
  ['an interval', decodeWith(velocityInterval)({ low: 2, high: 1 }), '', 'interval with low ≤ high'],
])('what is not %s is refused', (_, decoded, path, expected) => {
  expect(decoded).toMatchObject({ left: [{ path, expected }] });
});

it('an interval may be one velocity', () => {
  expect(decodeWith(velocityInterval)({ low: 1, high: 1 })).toEqual(E.right({ low: 1, high: 1 }));
});
