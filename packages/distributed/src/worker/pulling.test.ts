import { waiting } from '../waiting';
import { pullingFrom, type JobSource } from './pulling';

const job = () => {
  const nak = jest.fn();
  return { nak };
};

type Job = ReturnType<typeof job>;

/** Gives what it is told to, one source after the other. */
const open = (...sources: readonly (() => Promise<Job | null>)[]) => {
  const left = sources.values();
  const [untilStop, untilBack] = [waiting(), waiting()];
  const find = jest.fn((): Promise<JobSource<Job>> => {
    const { value: next } = left.next();
    return next === undefined ? Promise.reject(new Error('consumer not found')) : Promise.resolve({ next });
  });
  const { next: pull, lookAgain } = pullingFrom({ find, expires: 1000, untilStop, untilBack });
  return { find, untilStop, untilBack, pull, lookAgain };
};

const settled = () => new Promise(setImmediate);

it('asks the same consumer again and again', async () => {
  const given = [job(), job()];
  const next = jest.fn<Promise<Job | null>, []>().mockResolvedValue(null);
  next.mockResolvedValueOnce(given[0]).mockResolvedValueOnce(null).mockResolvedValueOnce(given[1]);
  const { pull, find } = open(next);
  expect([await pull(), await pull(), await pull()]).toEqual([given[0], undefined, given[1]]);
  expect([find.mock.calls.length, next.mock.calls]).toEqual([1, Array(3).fill([{ expires: 1000 }])]);
});

it('looks for the consumer again once the connection is back, and gives back what comes late', async () => {
  const [late, next] = [job(), job()];
  let come: (late: Job) => void = () => undefined;
  const { pull, find, untilBack, lookAgain } = open(
    () => new Promise((resolve) => (come = resolve)),
    () => Promise.resolve(next),
  );
  const lost = pull();
  await settled();
  lookAgain();
  untilBack.wake();
  expect(await lost).toBeUndefined();
  expect(await pull()).toBe(next);
  come(late);
  await settled();
  expect([find.mock.calls.length, late.nak.mock.calls.length, next.nak.mock.calls.length]).toEqual([2, 1, 0]);
});

it('looks for the consumer again also where it did a job when the connection was lost', async () => {
  const there = job();
  const { pull, lookAgain } = open(
    () => Promise.resolve(null),
    () => Promise.resolve(there),
  );
  expect(await pull()).toBeUndefined();
  lookAgain();
  expect(await pull()).toBe(there);
});

it('waits for no answer of a connection that was lost', async () => {
  const untilBack = waiting();
  const find = () => new Promise<JobSource<Job>>(() => undefined);
  const { next } = pullingFrom({ find, expires: 1000, untilStop: waiting(), untilBack });
  const pulled = next();
  untilBack.wake();
  expect(await pulled).toBeUndefined();
});

it('waits no longer when it is to stop', async () => {
  const { pull, untilStop } = open(() => new Promise(() => undefined));
  const pulled = pull();
  await settled();
  untilStop.wake();
  expect(await pulled).toBeUndefined();
});

it('looks for the consumer again when it was deleted, and as long as there is none', async () => {
  const there = job();
  const { pull, find } = open(
    () => Promise.reject(new Error('consumer deleted')),
    () => Promise.resolve(there),
  );
  await expect(pull()).rejects.toThrow('consumer deleted');
  expect(await pull()).toBe(there);
  expect(find).toHaveBeenCalledTimes(2);
  const { pull: never } = open();
  await expect(never()).rejects.toThrow('consumer not found');
});
