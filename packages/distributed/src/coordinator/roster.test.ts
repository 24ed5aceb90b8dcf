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

it('does not count who refuses, though it lives, until it works or was silent', () => {
  const { heard, refuses, works, isAlive, alive } = roster(patience);
  heard('a', 0);
  heard('b', 0);
  refuses('a');
  heard('a', 1);
  expect([alive(1), isAlive('a', 1)]).toEqual([['b'], true]);
  works('a');
  expect(alive(1)).toEqual(['a', 'b']);
  refuses('b');
  expect(alive(2 * within)).toEqual([]);
  heard('b', 2 * within);
  expect(alive(2 * within)).toEqual(['b']);
});
