import { shelf } from './shelf';

const bytes = Uint8Array.of(1);
const blobs = (...hashes: readonly string[]) => new Map(hashes.map((hash) => [hash, bytes]));

const depot = () => {
  const log: string[] = [];
  return {
    log,
    put: async (hash: string) => {
      log.push(`put ${hash}`);
      await Promise.resolve();
    },
    drop: (hash: string) => {
      log.push(`drop ${hash}`);
      return Promise.resolve();
    },
  };
};

it('puts what is new, and keeps it until the jobs after the next are done', async () => {
  const { log, ...there } = depot();
  const { hold, release } = shelf(there);
  await hold(blobs('setup', 'theta 0'));
  release(blobs('theta 0'));
  await hold(blobs('theta 0', 'theta 1'));
  expect(log).toEqual(['put setup', 'put theta 0', 'put theta 1']);
  release(blobs('theta 0', 'theta 1'));
  await hold(blobs('theta 1'));
  release(blobs('theta 1'));
  expect(log.slice(3)).toEqual(['drop theta 0']);
});

it('keeps what jobs refer to that go on when others are done', async () => {
  const { log, ...there } = depot();
  const { hold, release, putAgain } = shelf(there);
  await hold(blobs('a'));
  await hold(blobs('b'));
  release(blobs('b'));
  await hold(blobs('c'));
  release(blobs('c'));
  expect(log.filter((line) => line.startsWith('drop'))).toEqual(['drop b']);
  expect(['a', 'b', 'c'].map(putAgain)).toEqual([true, false, true]);
});

it('puts a blob once, however many ask for it meanwhile', async () => {
  const { log, ...there } = depot();
  const { hold, putAgain } = shelf(there);
  await hold(blobs('a'));
  expect([putAgain('a'), putAgain('a')]).toEqual([true, true]);
  expect(log).toEqual(['put a', 'put a']);
});

it('forgets that a blob was coming when it could not be put', async () => {
  let tries = 0;
  const { hold, putAgain } = shelf({
    put: () => Promise.reject(new Error(`try ${String(++tries)}`)),
    drop: () => Promise.resolve(),
  });
  await expect(hold(blobs('a'))).rejects.toThrow('try 1');
  expect(putAgain('a')).toBe(true);
  await Promise.resolve();
  expect(tries).toBe(2);
});
