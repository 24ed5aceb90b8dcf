import { lately } from './lately';

it('remembers a session for a while, from when it was last added', () => {
  let now = 0;
  const { add, has } = lately({ rememberFor: 1000, most: 3 }, () => now);
  add('a');
  now = 500;
  add('b');
  now = 999;
  expect(['a', 'b', 'c'].map(has)).toEqual([true, true, false]);
  now = 1000;
  expect(['a', 'b'].map(has)).toEqual([false, true]);
  add('b');
  now = 1999;
  expect(has('b')).toBe(true);
});

it('forgets the oldest of too many', () => {
  const { add, has } = lately({ rememberFor: 1000, most: 2 });
  for (const session of ['a', 'b', 'a', 'c']) add(session);
  expect(['a', 'b', 'c'].map(has)).toEqual([true, false, true]);
});

it('forgets all when told so', () => {
  const { add, has, forgetAll } = lately({ rememberFor: 1000, most: 2 });
  add('a');
  forgetAll();
  expect(has('a')).toBe(false);
});
