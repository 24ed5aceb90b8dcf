import { after, before } from './walks.json';

const distance = ([x, y]: readonly number[], [goalX, goalY]: readonly number[]): number =>
  Math.hypot(x - goalX, y - goalY);

it('after adaptation walks end nearer to their goals than before', () => {
  expect([before, ...after.map(({ walk }) => walk)].map(([first]) => first)).toEqual(
    Array.from({ length: 1 + after.length }, () => [0, 0]),
  );
  const nearer = after.filter(
    ({ goal, walk }) => distance(walk[walk.length - 1], goal) < distance(before[before.length - 1], goal),
  );
  expect(nearer).toHaveLength(after.length);
});
