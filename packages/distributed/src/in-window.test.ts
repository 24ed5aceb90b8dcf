import { inWindow } from './in-window';

const later = () => new Promise((resolve) => setImmediate(resolve));

it('applies the effect once to each, in their order, to at most 64 at the same time', async () => {
  const all = Array.from({ length: 200 }, (_, i) => i);
  const begun: number[] = [];
  let [now, most] = [0, 0];
  await inWindow(all, async (each) => {
    begun.push(each);
    now += 1;
    most = Math.max(most, now);
    await later();
    now -= 1;
  });
  expect([begun, most, now]).toEqual([all, 64, 0]);
});

it('does nothing to nothing', async () => {
  await inWindow([], () => Promise.reject(new Error('no')));
});

it('is rejected with the first effect that is', async () => {
  const effect = (each: number) => (each === 3 ? Promise.reject(new Error('no 3')) : Promise.resolve());
  await expect(inWindow([1, 2, 3, 4], effect)).rejects.toThrow('no 3');
});
