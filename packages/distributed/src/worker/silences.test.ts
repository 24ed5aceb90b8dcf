import { silences } from './silences';

it('remembers a session for a while, from when it was last silent', () => {
  let now = 0;
  const { add, has } = silences(1000, () => now);
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

it('forgets all when told so', () => {
  const { add, has, forgetAll } = silences(1000);
  add('a');
  forgetAll();
  expect(has('a')).toBe(false);
});
