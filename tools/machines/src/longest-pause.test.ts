import { longestPause } from './longest-pause';

it.each([
  ['between two marks', 10, [12, 13, 20, 21], 7],
  ['until the first mark', 10, [15, 16], 5],
  ['of marks in any order', 10, [21, 13, 12, 20], 7],
  ['of marks that come later only', 10, [1, 2, 9, 12, 13], 2],
  ['of no mark', 10, [1, 9, 10], 0],
])('is the longest time %s', (_, from, marks, expected) => {
  expect(longestPause(from, marks)).toBe(expected);
});
