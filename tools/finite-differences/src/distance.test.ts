import { distance } from './distance';

it.each<[readonly number[], readonly number[], number]>([
  [[], [], 0],
  [[1, 2], [1, 2], 0],
  [[0.25, 0], [0, 0.5], 0.5],
  [[12, 0], [10, 1], 0.2],
  [[1], [1, 0], Infinity],
  [[NaN], [0], Infinity],
  [[0], [NaN], Infinity],
  [[Infinity], [Infinity], Infinity],
])('from %j to %j it is %d', (x, y, expected) => {
  expect(distance(x, y)).toBe(expected);
});
