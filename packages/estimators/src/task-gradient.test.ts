import { combineTasks } from './task-gradient';

const task = (gradient: readonly number[], value: number, score?: readonly number[]) => ({
  gradient,
  value,
  score,
});

it('is the mean of gradients that stand alone', () => {
  expect(Array.from(combineTasks([task([1, 2], 5), task([3, 6], 7)]))).toEqual([2, 4]);
});

it('adds each score times the return above the mean of the others', () => {
  // (4 − 8) [1, 0] and (8 − 4) [0, 1], halved
  expect(Array.from(combineTasks([task([0, 0], 4, [1, 0]), task([0, 0], 8, [0, 1])]))).toEqual([-2, 2]);
});

it('takes zero as the baseline of a task without others', () => {
  expect(Array.from(combineTasks([task([1], 4, [2])]))).toEqual([9]);
});
