import { decodeWith } from '@sgmrl/codecs';
import { foldIn, key } from '@sgmrl/prng';
import * as E from 'fp-ts/lib/Either.js';
import { hopperModel } from './models/hopper';
import { walker2dModel } from './models/walker2d';
import { factorsOf, params, paramsLength } from './params';

const intervals = {
  masses: { low: 0.5, high: 8 },
  dampings: { low: 2, high: 2 },
  frictions: { low: 0.1, high: 10 },
};
const tasks = params(hopperModel, intervals);

it('has a factor for each body, motor and geom, the floor first', () => {
  const { masses, dampings, frictions } = tasks.sample(key(1));
  expect([masses.length, dampings.length, frictions.length]).toEqual([4, 3, 5]);
  expect([hopperModel, walker2dModel].map(paramsLength)).toEqual([4 + 3 + 5, 7 + 6 + 8]);
});

it('draws factors whose logarithms are uniform and independent', () => {
  const n = 2000;
  const drawn = Array.from({ length: n }, (_, i) => tasks.sample(foldIn(key(3), i)));
  for (const body of [0, 1, 2, 3]) {
    const logs = drawn.map(({ masses }) => Math.log2(masses[body]));
    expect(Math.min(...logs)).toBeGreaterThanOrEqual(-1);
    expect(Math.max(...logs)).toBeLessThanOrEqual(3);
    // U[−1, 3]: four standard errors of its mean, and of the share below a quarter of it.
    const mean = logs.reduce((a, b) => a + b, 0) / n;
    expect(Math.abs(mean - 1)).toBeLessThan((4 * 4) / Math.sqrt(12 * n));
    const below = logs.filter((x) => x < 0).length / n;
    expect(Math.abs(below - 0.25)).toBeLessThan(4 * Math.sqrt((0.25 * 0.75) / n));
  }
  const both = drawn.filter(({ masses }) => masses[0] < 1 && masses[1] < 1).length / n;
  expect(Math.abs(both - 1 / 16)).toBeLessThan(4 * Math.sqrt((1 / 16) * (15 / 16) * (1 / n)));
  expect(new Set(drawn.flatMap(({ dampings }) => dampings))).toEqual(new Set([2]));
});

it('survives JSON and tells itself', () => {
  const task = tasks.sample(key(2));
  expect(tasks.task.decode(JSON.parse(JSON.stringify(task)))).toEqual(E.right(task));
  expect(tasks.features(task)).toEqual([...task.masses, ...task.dampings, ...task.frictions]);
});

it.each([
  ['masses', [1, 1, 1], 'array of 4 factors'],
  ['masses.2', [1, 1, 0, 1], 'number from 0.001 to 1000'],
  ['masses.0', [Number.NaN, 1, 1, 1], 'number from 0.001 to 1000'],
])('refuses %s of %j', (path, masses, expected) => {
  const task = { ...tasks.sample(key(2)), masses };
  expect(decodeWith(tasks.task)(task)).toMatchObject({ left: [{ path, expected }] });
});

it('leaves the dampers of the root as they are', () => {
  const task = { masses: [1, 2, 3, 4], dampings: [5, 6, 7], frictions: [1, 1, 1, 1, 1] };
  expect(factorsOf(task, 6)).toEqual({ ...task, dampings: [1, 1, 1, 5, 6, 7] });
});
