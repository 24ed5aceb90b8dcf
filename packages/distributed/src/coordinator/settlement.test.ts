import { settlement } from './settlement';

it('settles once', async () => {
  const well = settlement();
  well.resolve();
  well.reject(new Error('too late'));
  await well.done;
  const badly = settlement();
  badly.reject(new Error('first'));
  badly.reject(new Error('second'));
  badly.resolve();
  await expect(badly.done).rejects.toThrow('first');
});

it('is open until then', async () => {
  const { done } = settlement();
  expect(await Promise.race([done.then(() => 'settled'), Promise.resolve('open')])).toBe('open');
});

it('may be rejected where nobody waits', async () => {
  const unhandled = jest.fn();
  process.once('unhandledRejection', unhandled);
  settlement().reject(new Error('nobody hears this'));
  await new Promise(setImmediate);
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});
