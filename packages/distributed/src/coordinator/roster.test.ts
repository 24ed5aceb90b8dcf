import { holdsFor, patience } from './patience';
import { roster } from './roster';

const within = holdsFor(patience);

it('forgets who is silent', () => {
  const { heard, isAlive, alive } = roster(patience);
  heard('a', 0);
  heard('b', 1000);
  expect([isAlive('a', within), isAlive('a', within + 1), isAlive('c', 0)]).toEqual([true, false, false]);
  expect(alive(within + 500)).toEqual(['b']);
  expect(alive(2 * within + 1000)).toEqual([]);
});
