import { verification } from './verification';

const square = (x: number): Promise<number> => Promise.resolve(x * x);

it('tells bits apart, not numbers', async () => {
  const verify = verification({ share: 1, run: square });
  expect(await verify('task', 0, 'worker', 0)).toBeUndefined();
  expect(await verify('task', 0, 'worker', -0)).toEqual(
    new Error('task: worker returned other bits than are computed here'),
  );
  expect(await verify('task', NaN, 'worker', NaN)).toBeUndefined();
});

it('looks at a share', async () => {
  const looked = async (share: number): Promise<number> => {
    let count = 0;
    const verify = verification({
      share,
      run: (x: number) => {
        count += 1;
        return square(x);
      },
    });
    for (let i = 0; i < 400; i += 1) await verify('task', 1, 'worker', 1);
    return count;
  };
  expect([await looked(0), await looked(1)]).toEqual([0, 400]);
  // Six standard deviations of a binomial of 400 and 1/4 about its mean.
  const some = await looked(0.25);
  expect(Math.abs(some - 100)).toBeLessThan(52);
});

it('says what it could not compute', async () => {
  const verify = verification<number, number>({
    share: 1,
    run: (): Promise<number> => Promise.reject(new Error('no room')),
  });
  expect(await verify('task', 1, 'worker', 1)).toEqual(
    new Error('task could not be verified here: Error: no room'),
  );
});

it('says since when results of a worker were taken, those included that were not looked at', async () => {
  let now = 0;
  const verify = verification({ share: 1, run: square }, () => now);
  for (const worker of ['a', 'b']) {
    now += 10;
    await verify('task', 1, worker, 1);
  }
  now = 30;
  expect(await verify('task', 2, 'b', 5)).toMatchObject({ name: 'WrongResultError', since: 20 });
});

it.each([-0.1, 1.1, NaN])('takes no share of %d', (share) => {
  expect(() => verification({ share, run: square })).toThrow(
    new RangeError(`verify: expected a share from 0 to 1, found ${String(share)}`),
  );
});
