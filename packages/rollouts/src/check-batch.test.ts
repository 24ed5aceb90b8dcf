import * as fc from 'fast-check';
import { checkBatch } from './check-batch';
import { batches } from './testing/batches';
import type { TrajectoryBatch } from './trajectory-batch';

const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });

/** Two trajectories of at most two steps; the second ended after one. */
const batch: TrajectoryBatch = {
  trajectories: 2,
  steps: 2,
  observations: { rows: 4, columns: 2, data: [0, 1, 2, 3, 4, 5, 0, 0] },
  actions: column([1, 0, 1, 0]),
  rewards: [1, 2, 4, 0],
  mask: [1, 1, 1, 0],
  lengths: [2, 1],
};

it('takes what collect could have made', () => {
  fc.assert(
    fc.property(batches, (any) => {
      expect(() => {
        checkBatch(any);
      }).not.toThrow();
    }),
  );
});

it.each<[string, Partial<TrajectoryBatch>]>([
  ['trajectories: expected a positive integer, found 0', { trajectories: 0 }],
  ['trajectories: expected a positive integer, found 1.5', { trajectories: 1.5 }],
  ['steps: expected a positive integer, found -2', { steps: -2 }],
  ['lengths: expected 3 numbers, found 2', { trajectories: 3 }],
  ['the length of trajectory 1: expected an integer from 1 to 2, found 3', { lengths: [2, 3] }],
  ['the length of trajectory 0: expected an integer from 1 to 2, found 0', { lengths: [0, 1] }],
  ['observations: expected 4 rows, found 3', { observations: { ...batch.observations, rows: 3 } }],
  ['observations: expected 12 numbers, found 8', { observations: { ...batch.observations, columns: 3 } }],
  [
    'observations: expected a positive number of columns, found 0',
    { observations: { rows: 4, columns: 0, data: [] } },
  ],
  ['actions: expected 4 rows, found 5', { actions: column([1, 0, 1, 0, 0]) }],
  ['rewards: expected 4 numbers, found 3', { rewards: [1, 2, 4] }],
  ['mask: expected 4 numbers, found 2', { mask: [1, 1] }],
  ['the mask of trajectory 1, step 0: expected one, found 0', { mask: [1, 1, 0, 0] }],
  [
    'the mask of trajectory 1, step 1: expected zero, as it ended after 1 steps, found 1',
    { mask: [1, 1, 1, 1] },
  ],
  ['the mask of trajectory 0, step 1: expected one, found 0.5', { mask: [1, 0.5, 1, 0] }],
  ['the reward of trajectory 0, step 1: expected a finite number, found NaN', { rewards: [1, NaN, 4, 0] }],
  [
    'the reward of trajectory 1, step 1: expected zero, as it ended after 1 steps, found 8',
    { rewards: [1, 2, 4, 8] },
  ],
  [
    'an observation of trajectory 1, step 0: expected a number that is finite in float32, found 1e+39',
    { observations: { rows: 4, columns: 2, data: [0, 1, 2, 3, 4, 1e39, 0, 0] } },
  ],
  [
    'an observation of trajectory 1, step 1: expected zero, as it ended after 1 steps, found 7',
    { observations: { rows: 4, columns: 2, data: [0, 1, 2, 3, 4, 5, 0, 7] } },
  ],
  [
    'an action of trajectory 0, step 0: expected a finite number, found Infinity',
    { actions: column([Infinity, 0, 1, 0]) },
  ],
  [
    'an action of trajectory 1, step 1: expected zero, as it ended after 1 steps, found 1',
    { actions: column([1, 0, 1, 1]) },
  ],
])('refuses a misfit: %s', (message, wrong) => {
  expect(() => {
    checkBatch({ ...batch, ...wrong });
  }).toThrow(new RangeError(`batch: ${message}`));
});
