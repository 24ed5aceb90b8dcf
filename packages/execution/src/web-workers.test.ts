import { answerJobs, webWorkers, type WebAnswer, type WebWorker } from './web-workers';

/** What passes between threads, or what a browser tells of a worker that breaks. */
interface Message<T> {
  readonly data: T;
  readonly message?: string;
}
type Listener<T> = (event: Message<T>) => void;

/** A worker without a thread, which clones what passes as one does; `fail` is its breaking. */
const fake = (run: (job: number) => unknown) => {
  const jobs: Listener<number>[] = [];
  const answers: Listener<WebAnswer<unknown>>[] = [];
  const errors: Listener<WebAnswer<unknown>>[] = [];
  let ended = false;
  const tell = <T>(listeners: readonly Listener<T>[], data: T): void => {
    const cloned = structuredClone(data);
    queueMicrotask(() => {
      if (!ended) for (const listener of listeners) listener({ data: cloned });
    });
  };
  answerJobs<number, unknown>(
    {
      postMessage: (answer) => {
        tell(answers, answer);
      },
      addEventListener: (_, listener) => {
        jobs.push(listener);
      },
    },
    run,
  );
  const worker: WebWorker<number, unknown> = {
    postMessage: (job) => {
      tell(jobs, job);
    },
    addEventListener: (type: 'message' | 'error', listener: Listener<WebAnswer<unknown>>) => {
      (type === 'message' ? answers : errors).push(listener);
    },
    terminate: () => {
      ended = true;
    },
  };
  const fail = (message: string): void => {
    for (const listener of errors) listener({ data: { result: undefined }, message });
  };
  return { worker, isEnded: () => ended, fail };
};

const describeJob = (job: number): string => `job ${String(job)}`;

const on = (workers: number, run: (job: number) => unknown) => {
  const started: ReturnType<typeof fake>[] = [];
  const start = () => {
    const one = fake(run);
    started.push(one);
    return one.worker;
  };
  return { started, pool: webWorkers<(job: number) => unknown>({ workers, start, describe: describeJob }) };
};

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

it('gives results in the order of the jobs, whichever ends first', async () => {
  const { pool, started } = on(2, async (job) => {
    await wait(10 * job);
    return -job;
  });
  expect(await pool.map([3, 0, 1, 2])).toEqual([-3, -0, -1, -2]);
  expect(await pool.map([])).toEqual([]);
  expect(started).toHaveLength(2);
});

it('runs a job that throws once more', async () => {
  let calls = 0;
  const { pool } = on(1, (job) => {
    calls++;
    if (calls === 1) throw new Error('once');
    return job;
  });
  expect(await pool.map([7])).toEqual([7]);
});

it('fails with the job that fails twice, and begins no other', async () => {
  const begun: number[] = [];
  const { pool } = on(1, (job) => {
    begun.push(job);
    if (job === 2) throw new RangeError('two is too many');
    return job;
  });
  await expect(pool.map([1, 2, 3])).rejects.toThrow('job 2 failed twice in a worker: two is too many');
  await wait(5);
  expect(begun).toEqual([1, 2, 2]);
});

it('takes no late answer for that of another job', async () => {
  const { pool } = on(2, async (job) => {
    if (job < 0) throw new Error('negative');
    await wait(5 * job);
    return job * job;
  });
  await expect(pool.map([-1, 8])).rejects.toThrow('job -1 failed twice');
  expect(await pool.map([2, 3])).toEqual([4, 9]);
  expect(await pool.map([5, 4])).toEqual([25, 16]);
});

it.each([1, 2])('runs several maps at once on %d workers', async (workers) => {
  const { pool, started } = on(workers, async (job) => {
    await wait(job % 7);
    return job * job;
  });
  const maps = [pool.map([1, 2, 3]), pool.map([10, 20, 30]), pool.map([]), pool.map([4, 5, 6, 7])];
  expect(await Promise.all(maps)).toEqual([[1, 4, 9], [100, 400, 900], [], [16, 25, 36, 49]]);
  expect(started).toHaveLength(workers);
});

it('begins no job that waits for a worker when they are closed', async () => {
  const begun: number[] = [];
  const { pool, started } = on(1, (job) => {
    begun.push(job);
    return new Promise(() => undefined);
  });
  const maps = [pool.map([1]), pool.map([2])].map((map) => expect(map).rejects.toThrow('the pool is closed'));
  await wait(5);
  pool.close();
  await Promise.all(maps);
  expect(begun).toEqual([1]);
  expect(started).toHaveLength(1);
});

it('says of a result that is no plain data that it cannot be cloned', async () => {
  const { pool } = on(1, () => () => 1);
  await expect(pool.map([1])).rejects.toThrow(/^job 1 failed twice in a worker: .*could not be cloned/);
});

it('puts another in the place of a worker that breaks', async () => {
  const { pool, started } = on(1, (job) => {
    if (started.length === 1) started[0].fail('out of memory');
    return job;
  });
  expect(await pool.map([1, 2])).toEqual([1, 2]);
  expect(started.map(({ isEnded }) => isEnded())).toEqual([true, false]);
});

it('says so where no worker can be started', async () => {
  const { pool, started } = on(1, (job) => {
    started.at(-1)?.fail('');
    return job;
  });
  await expect(pool.map([1])).rejects.toThrow('job 1 failed twice in a worker: the worker cannot be started');
});

it('ends a map when closed, and refuses later ones', async () => {
  const { pool, started } = on(2, () => new Promise(() => undefined));
  const ended = expect(pool.map([1, 2, 3])).rejects.toThrow('the pool is closed');
  await wait(5);
  pool.close();
  await ended;
  expect(started.map(({ isEnded }) => isEnded())).toEqual([true, true]);
  await expect(pool.map([1])).rejects.toThrow('the pool is closed');
});

it.each([0, 1.5, NaN])('refuses %p workers', (workers) => {
  expect(() => on(workers, () => 1)).toThrow(
    new RangeError(`workers: expected a whole number from 1, found ${String(workers)}`),
  );
});
