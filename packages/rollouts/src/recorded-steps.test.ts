import { tabularEnvironment } from '@sgmrl/environments';
import { tabularSoftmax } from '@sgmrl/policies';
import { key } from '@sgmrl/prng';
import { row } from '@sgmrl/vector';
import * as fc from 'fast-check';
import { collect } from './collect';
import { trajectoryBatch, type RecordedStep } from './recorded-steps';
import type { TrajectoryBatch } from './trajectory-batch';

const plain = ({ trajectories, steps, observations, actions, rewards, mask, lengths }: TrajectoryBatch) => ({
  trajectories,
  steps,
  observations: { ...observations, data: Array.from(observations.data) },
  actions: { ...actions, data: Array.from(actions.data) },
  rewards: Array.from(rewards),
  mask: Array.from(mask),
  lengths,
});

it('trajectories of two lengths, of vectors and of numbers', () => {
  const batch = trajectoryBatch([
    [
      { observation: [1, 2], action: 0, reward: 5 },
      { observation: [3, 4], action: 1, reward: 6 },
    ],
    [{ observation: [7, 8], action: 2, reward: 9 }],
  ]);
  expect(plain(batch)).toStrictEqual({
    trajectories: 2,
    steps: 2,
    observations: { rows: 4, columns: 2, data: [1, 2, 3, 4, 7, 8, 0, 0] },
    actions: { rows: 4, columns: 1, data: [0, 1, 2, 0] },
    rewards: [5, 6, 9, 0],
    mask: [1, 1, 1, 0],
    lengths: [2, 1],
  });
});

it('pads a trajectory before one that is longer', () => {
  const step = { observation: 1, action: 1, reward: 1 };
  expect(Array.from(trajectoryBatch([[step], [step, step]]).mask)).toEqual([1, 0, 1, 1]);
});

const stepsOf = ({ steps, lengths, observations, actions, rewards }: TrajectoryBatch) =>
  lengths.map((length, n) =>
    Array.from({ length }, (_, h): RecordedStep => {
      const k = n * steps + h;
      return { observation: row(observations, k), action: row(actions, k), reward: rewards[k] };
    }),
  );

it('is what was collected, told step by step', () => {
  // From state 0 action 1 ends the episode with probability ½: state 1 is absorbing and pays 1.
  const environment = tabularEnvironment({
    initial: [1, 0],
    transitions: [
      [
        [1, 0],
        [0.5, 0.5],
      ],
      [
        [0, 1],
        [0, 1],
      ],
    ],
    rewards: [
      [0, 0.25],
      [1, 1],
    ],
    horizon: 4,
  });
  const draw = collect(environment, tabularSoftmax(2, 2));
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 4 }), (seed, trajectories) => {
      const collected = draw([0, 0, 0, 0], trajectories, key(seed));
      if (collected._tag === 'Left') throw new Error(collected.left.what);
      expect(plain(trajectoryBatch(stepsOf(collected.right)))).toStrictEqual(plain(collected.right));
    }),
  );
});

const step = { observation: [1, 2], action: 0, reward: 5 };

it.each<[string, unknown]>([
  ['trajectories: expected a positive integer, found 0', []],
  ['trajectories: expected a list, found 3', 3],
  ['trajectory 1: expected a list, found null', [[step], null]],
  ['steps of trajectory 1: expected a positive integer, found 0', [[step], []]],
  ['trajectory 0, step 1: expected a record, found null', [[step, null]]],
  ['trajectory 0, step 0: reward: expected a number, found nothing', [[{ ...step, reward: undefined }]]],
  [
    'trajectory 0, step 1: observation: expected 2 numbers, as in the first step, found 1',
    [[step, { ...step, observation: 1 }]],
  ],
  [
    'trajectory 1, step 0: action: expected 1 numbers, as in the first step, found 2',
    [[step], [{ ...step, action: [0, 0] }]],
  ],
  ['trajectory 0, step 0: action: expected a list of numbers, found "up"', [[{ ...step, action: 'up' }]]],
  [
    'trajectory 0, step 0: observation: expected a list of numbers, found nothing',
    [[{ ...step, observation: undefined }]],
  ],
])('refuses what is no batch: %s', (message, given) => {
  expect(() => trajectoryBatch(JSON.parse(JSON.stringify(given)))).toThrow(
    new RangeError(`trajectoryBatch: ${message}`),
  );
});

it.each<[string, Readonly<Record<string, unknown>>]>([
  ['the reward of trajectory 0, step 0: expected a finite number, found NaN', { reward: NaN }],
  ['an action of trajectory 0, step 0: expected a finite number, found Infinity', { action: Infinity }],
  [
    'an observation of trajectory 0, step 0: expected a number that is finite in float32, found 1e+39',
    { observation: [1, 1e39] },
  ],
])('refuses numbers that no batch may have: %s', (message, fields) => {
  expect(() => trajectoryBatch([[{ ...step, ...fields }]])).toThrow(new RangeError(`batch: ${message}`));
});
