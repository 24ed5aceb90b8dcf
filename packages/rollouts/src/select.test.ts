import { concatenate, select, without } from './select';
import { batchOf } from './testing/batches';

const batch = batchOf([[1, 2, 3], [4], [5, 6]], 3);

it('selects trajectories in the order asked for, with all their columns', () => {
  const chosen = select(batch, [2, 0]);
  expect(chosen.trajectories).toBe(2);
  expect([...Array.from(chosen.rewards)]).toEqual([5, 6, 0, 1, 2, 3]);
  expect(Array.from(chosen.mask)).toEqual([1, 1, 0, 1, 1, 1]);
  expect(Array.from(chosen.actions.data)).toEqual([20, 21, 0, 0, 1, 2]);
  expect(chosen.observations.rows).toBe(6);
  expect(chosen.lengths).toEqual([2, 3]);
});

it('leaves one trajectory out', () => {
  expect(Array.from(without(batch, 1).rewards)).toEqual([1, 2, 3, 5, 6, 0]);
});

it('concatenates batches trajectory by trajectory', () => {
  const more = batchOf([[7], [8, 9]], 3);
  const all = concatenate([batch, more]);
  expect(all.trajectories).toBe(5);
  expect(all.lengths).toEqual([3, 1, 2, 1, 2]);
  expect(all.observations.rows).toBe(15);
  expect(select(all, [0, 1, 2])).toEqual(batch);
  expect(select(all, [3, 4])).toEqual(more);
});

it.each([-1, 3, 0.5, NaN])('has no trajectory %p', (n) => {
  const expected = `expected the index of one of 3 trajectories, found ${String(n)}`;
  expect(() => select(batch, [0, n])).toThrow(new RangeError(`select: ${expected}`));
  expect(() => without(batch, n)).toThrow(new RangeError(`without: ${expected}`));
});
