import { Piscina } from 'piscina';

/** What a pool of worker threads runs, and how. */
export interface WorkerPoolOptions<J> {
  /** How many threads: a whole number from 1. */
  readonly workers: number;
  /**
   * Path or file URL of a module that exports a function from a job to its result or a promise of it; or a promise of
   * such a function, for which the thread waits before it takes jobs.
   */
  readonly module: string;
  /** The name of that function: `run` unless given. */
  readonly name?: string;
  /** Given to every thread as `workerData` of `node:worker_threads`; cloned. */
  readonly data: unknown;
  /** Names a job in messages. */
  readonly describe: (job: J) => string;
  /** A thread that works on one job for longer than these seconds counts as hanging; see {@link patience}. */
  readonly limit?: (longest: number | undefined) => number;
}

/** Worker threads that run jobs, until closed. */
export interface WorkerPool<J, R> {
  /**
   * Runs jobs on the threads; results come in the order of the jobs, whichever thread finishes first. A thread that
   * crashes or hangs is replaced, and its job runs again; so does a job that throws. If a job fails again, no other one is
   * begun, and the promise is rejected with an `Error` that names it. It is rejected, too, when the pool is closed.
   */
  readonly map: (jobs: readonly J[]) => Promise<readonly R[]>;
  /** Ends all threads, whatever they do. */
  readonly close: () => Promise<void>;
}

/** Ten minutes for the first job, which includes the start of the thread; then twenty times the longest, at least 30 s. */
export const patience = (longest: number | undefined): number =>
  longest === undefined ? 600 : Math.max(30, 20 * longest);

/** Errors of other threads are not instances of this thread's `Error`. */
const reason = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return String(error);
  if ('name' in error && error.name === 'AbortError') return 'it hangs';
  return 'message' in error ? String(error.message) : 'unknown error';
};

/**
 * Starts worker threads. Jobs and results are cloned between threads, so they must be plain data (functions cannot
 * pass, typed arrays can); nothing else is shared, so results are those of {@link sequential} bit for bit.
 *
 * Throws a RangeError unless `workers` is a whole number from 1.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { workerPool } from '@sgmrl/execution';
 * const folder = mkdtempSync(join(tmpdir(), 'pool-'));
 * const module = join(folder, 'cube.cjs');
 * writeFileSync(module, 'exports.cube = (x) => { if (x > 9) throw new Error("too large"); return x ** 3; };');
 * const pool = workerPool<number, number>({ workers: 2, module, name: 'cube', data: undefined, describe: (x) => `the cube of ${x}` });
 * try {
 *   deepStrictEqual(await pool.map([3, 2, 1]), [27, 8, 1]);
 *   const failure = await pool.map([10]).catch((error: unknown) => String(error));
 *   deepStrictEqual(failure, 'Error: the cube of 10 failed twice in a worker: too large');
 * } finally {
 *   await pool.close();
 *   rmSync(folder, { recursive: true });
 * }
 * ```
 */
export const workerPool = <J, R>(options: WorkerPoolOptions<J>): WorkerPool<J, R> => {
  const { workers, module, name = 'run', data, describe, limit = patience } = options;
  if (!(Number.isInteger(workers) && workers >= 1))
    throw new RangeError(`workers: expected a whole number from 1, found ${String(workers)}`);
  const pool = new Piscina<J, R>({
    filename: module,
    name,
    minThreads: workers,
    maxThreads: workers,
    workerData: data,
  });
  // Threads that fail without a job do so while they start, and then piscina starts no others.
  const unstartable = new Promise<never>((_, reject) => {
    pool.on('error', (error: unknown) => {
      reject(new Error(`no worker can be started: ${reason(error)}`, { cause: error }));
    });
  });
  unstartable.catch(() => undefined);
  let longest: number | undefined;
  let closed = false;

  const attempt = async (job: J): Promise<R> => {
    const started = performance.now();
    const result = await pool.run(job, { signal: AbortSignal.timeout(Math.ceil(1000 * limit(longest))) });
    longest = Math.max(longest ?? 0, (performance.now() - started) / 1000);
    return result;
  };

  const persist = (job: J, checkWanted: () => void): Promise<R> =>
    attempt(job).catch((first: unknown) => {
      checkWanted();
      return attempt(job).catch((second: unknown) => {
        checkWanted();
        const problems =
          reason(first) === reason(second) ? reason(first) : `${reason(first)}, then ${reason(second)}`;
        throw new Error(`${describe(job)} failed twice in a worker: ${problems}`, { cause: second });
      });
    });

  return {
    map: async (jobs) => {
      const results: R[] = Array.from({ length: jobs.length });
      const waiting = jobs.entries();
      let ended = false;
      const checkWanted = (): void => {
        if (closed) throw new Error('the pool is closed');
        if (ended) throw new Error('another job failed');
      };
      // One lane a thread, so that a job's time is not spent waiting for a thread.
      const lane = async (): Promise<void> => {
        for (const [index, job] of waiting) {
          checkWanted();
          results[index] = await persist(job, checkWanted);
        }
      };
      try {
        await Promise.race([unstartable, Promise.all(Array.from({ length: workers }, lane))]);
        return results;
      } finally {
        ended = true;
      }
    },
    close: () => {
      closed = true;
      return pool.destroy();
    },
  };
};
