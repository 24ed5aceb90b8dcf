import { pace } from './pace';

const minute = 60_000;

it('takes a job for long after a minute, or after twice the time of any that was done', () => {
  const { took, isLong } = pace();
  expect([isLong(minute - 1), isLong(minute)]).toEqual([false, true]);
  took(10_000);
  expect(isLong(minute)).toBe(true);
  for (const minutes of [5, 3]) took(minutes * minute);
  expect([isLong(10 * minute - 1), isLong(10 * minute)]).toEqual([false, true]);
});
