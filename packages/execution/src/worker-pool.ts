import { Piscina } from 'piscina';
import { idleness } from './idleness';
import { inLanes } from './in-lanes';
import type { JobFunction, JobOf, ResultOf } from './job-function';
import { reason } from './reason';

/** What a pool of worker threads runs, and how. */
export interface WorkerPoolOptions<J> {
  /** How many threads: a whole number from 1. */
  readonly workers: number;
  /**
   * Path or file URL, `new URL('./jobs.js', import.meta.url)` say, of a module that exports a
   * function from a job to its result or a promise of it; or a promise of such a function, for
   * which the thread waits before it takes jobs.
   */
  readonly module: string | URL;
  /** The name of that function: `run` unless given. */
  readonly name?: string;
  /** Given to every thread as `workerData` of `node:worker_threads`; cloned. */
  readonly data: unknown;
  /** Names a job in messages. */
  readonly describe: (job: J) => string;
  /**
   * When threads count as hanging, and when their silence is told: {@link patience} unless given.
   */
  readonly patience?: Patience;
  /**
   * Is told when no job has ended for long, and again each time that the silence has doubled.
   * Nothing is ended by it.
   */
  readonly onSilence?: ((silence: Silence) => void) | undefined;
}

/** How long a pool waits, in seconds. */
export interface Patience {
  /**
   * A thread that works on one job for longer than this hangs; `longest` is what a job has taken so
   * far, undefined before one has ended.
   */
  readonly working: (longest: number | undefined) => number;
  /**
   * While jobs are under way and the whole process uses next to no processor time for so long, all
   * of them hang.
   */
  readonly idle: number;
  /** After so long without a job that ends, the silence is told. */
  readonly silent: (longest: number | undefined) => number;
}

/** That no job has ended for a while. */
export interface Silence {
  /** Since the last job ended, or since the threads were first given one. */
  readonly seconds: number;
  /** The jobs that are under way, as `describe` names them. */
  readonly jobs: readonly string[];
  /** How long the process has used next to no processor time; 0 while it computes. */
  readonly idle: number;
}

/** Worker threads that run jobs, until closed. */
export interface WorkerPool<J, R> {
  /**
   * Runs jobs on the threads; results come in the order of the jobs, whichever thread finishes
   * first. A thread that crashes or hangs is replaced, and its job runs again; so does a job that
   * throws. If a job fails again, no other one is begun, and the promise is rejected with an
   * `Error` that names it. It is rejected, too, when the pool is closed.
   */
  readonly map: (jobs: readonly J[]) => Promise<readonly R[]>;
  /** Ends all threads, whatever they do. */
  readonly close: () => Promise<void>;
}

/**
 * Nobody knows how long a first job takes, so it may compute for as long as it likes; later ones
 * twenty times the longest so far, at least 30 s. Half a minute without any computing is no job at
 * all. Silence is told after three times the longest job, at least 10 s.
 */
export const patience: Patience = {
  working: (longest) => (longest === undefined ? Infinity : Math.max(30, 20 * longest)),
  idle: 30,
  silent: (longest = 0) => Math.max(10, 3 * longest),
};

/** What piscina takes: a path, or a file URL as text. */
const fileName = (module: unknown): string => {
  const text = module instanceof URL ? module.href : module;
  // One letter before the colon is a drive of Windows.
  if (typeof text === 'string' && text !== '' && !/^(?!file:)[a-z]{2,}:/i.test(text)) return text;
  throw new RangeError(`module: expected a path or a file URL, found ${String(text)}`);
};

/** Seconds between two looks at the threads. */
const lookEvery = 0.25;

/** A job under way. */
interface Underway {
  readonly name: string;
  readonly since: number;
  /** Ends the thread that works on it. */
  readonly hangs: (why: string) => void;
}

const now = (): number => performance.now() / 1000;

/**
 * Starts worker threads. Jobs and results are cloned between threads, so they must be plain data
 * (functions cannot pass, typed arrays can); nothing else is shared, so results are those of {@link
 * sequential} bit for bit.
 *
 * The type of the function in the module says what jobs and results are; a module in TypeScript has
 * it: `workerPool<typeof run>` with `import type { run } from './jobs'`.
 *
 * Throws a RangeError unless `workers` is a whole number from 1, and `module` a path or a file URL.
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
 * const describe = (x: number) => `the cube of ${x}`;
 * const settings = { workers: 2, module, name: 'cube', data: undefined, describe };
 * const pool = workerPool<(x: number) => number>(settings);
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
export const workerPool = <F extends JobFunction>(
  options: WorkerPoolOptions<JobOf<F>>,
): WorkerPool<JobOf<F>, ResultOf<F>> => {
  type J = JobOf<F>;
  type R = ResultOf<F>;
  const { workers, module, name = 'run', data, describe, onSilence } = options;
  const { working, idle, silent } = options.patience ?? patience;
  if (!(Number.isInteger(workers) && workers >= 1))
    throw new RangeError(`workers: expected a whole number from 1, found ${String(workers)}`);
  const pool = new Piscina<J, R>({
    filename: fileName(module),
    name,
    minThreads: workers,
    maxThreads: workers,
    workerData: data,
  });
  const underway = new Set<Underway>();
  let longest: number | undefined;
  let closed = false;
  let lastEnd = 0;
  let unstartable: (error: Error) => void = () => undefined;
  // Threads that fail without a job do so while they start, and then piscina starts no others.
  const neverStarts = new Promise<never>((_, reject) => {
    unstartable = reject;
  });
  neverStarts.catch(() => undefined);
  pool.on('error', (error: unknown) => {
    unstartable(new Error(`no worker can be started: ${reason(error)}`, { cause: error }));
  });

  /** Looks at the threads now and then while jobs are under way; gives what ends that. */
  const watch = (): (() => void) => {
    const { look } = idleness(2 * lookEvery);
    const began = now();
    let told = 0;
    const timer = setInterval(() => {
      const idleFor = look();
      if (!closed && pool.threads.length === 0)
        unstartable(new Error('no worker can be started: they exit at once'));
      for (const { since, hangs } of underway) {
        if (Math.min(idleFor, now() - since) >= idle)
          hangs('it hangs: it waits for something and computes nothing');
        else if (now() - since > working(longest)) hangs('it hangs');
      }
      const seconds = now() - Math.max(began, lastEnd);
      if (seconds < told) told = 0;
      if (seconds < Math.max(silent(longest), 2 * told)) return;
      told = seconds;
      onSilence?.({ seconds, jobs: Array.from(underway, (job) => job.name), idle: idleFor });
    }, 1000 * lookEvery);
    return () => {
      clearInterval(timer);
    };
  };

  const attempt = async (job: J): Promise<R> => {
    const abort = new AbortController();
    const since = now();
    const mine: Underway = {
      name: describe(job),
      since,
      hangs: (why) => {
        abort.abort(why);
      },
    };
    underway.add(mine);
    try {
      const result = await pool.run(job, { signal: abort.signal });
      longest = Math.max(longest ?? 0, now() - since);
      return result;
    } finally {
      lastEnd = now();
      underway.delete(mine);
    }
  };

  const run = inLanes({
    lanes: workers,
    attempt,
    describe,
    reason,
    isClosed: () => closed,
    failure: neverStarts,
  });
  return {
    map: async (jobs) => {
      const endWatch = watch();
      try {
        return await run(jobs);
      } finally {
        endWatch();
      }
    },
    close: () => {
      closed = true;
      return pool.destroy();
    },
  };
};
