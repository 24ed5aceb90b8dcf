import { waiting } from './waiting';

const never = new Promise<never>(() => undefined);

it('gives what was waited for', async () => {
  const { orWoken } = waiting();
  expect(await orWoken(Promise.resolve(1))).toBe(1);
  await expect(orWoken(Promise.reject(new Error('no')))).rejects.toThrow('no');
});

it('wakes all who wait, and nobody who comes later', async () => {
  const { orWoken, wake } = waiting();
  const sleepers = [orWoken(never), orWoken(never)];
  wake();
  expect(await Promise.all(sleepers)).toEqual([undefined, undefined]);
  expect(await orWoken(Promise.resolve('later'))).toBe('later');
});
