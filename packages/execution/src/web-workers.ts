import { inLanes } from './in-lanes';
import type { JobFunction, JobOf, ResultOf } from './job-function';
import { reason } from './reason';

/** What comes back for a job: its result, or what it threw. */
export type WebAnswer<R> =
  | {
      /** What the job gave. */
      readonly result: R;
    }
  | {
      /** The message of what the job threw. */
      readonly thrown: string;
    };

/** `addEventListener` for one type of event. */
type Listen<Type extends string, Event> = (type: Type, listener: (event: Event) => void) => void;

/** What {@link webWorkers} needs of a worker: a `Worker` of a browser has it. */
export interface WebWorker<J, R> {
  /** Sends it a job, which is cloned. */
  readonly postMessage: (job: J) => void;
  /** Hears its answers, and errors that it does not catch. */
  readonly addEventListener: Listen<
    'message',
    {
      /** The answer to the job that it has. */
      readonly data: WebAnswer<R>;
    }
  > &
    Listen<
      'error',
      {
        /** What was thrown; nothing where its script cannot be loaded. */
        readonly message?: string;
      }
    >;
  /** Ends it at once. */
  readonly terminate: () => void;
}

/** What {@link answerJobs} needs of the inside of a worker: its `self` has it. */
export interface WebWorkerScope<J, R> {
  /** Sends an answer, which is cloned. */
  readonly postMessage: (answer: WebAnswer<R>) => void;
  /** Hears jobs. */
  readonly addEventListener: Listen<
    'message',
    {
      /** A job. */
      readonly data: J;
    }
  >;
}

/** What Web Workers run, and how. */
export interface WebWorkersOptions<J, R> {
  /** How many: a whole number from 1. */
  readonly workers: number;
  /**
   * Starts one. Bundlers want the whole of it in one place:
   * `() => new Worker(new URL('./jobs.js', import.meta.url), { type: 'module' })`.
   */
  readonly start: () => WebWorker<J, R>;
  /** Names a job in messages. */
  readonly describe: (job: J) => string;
}

/** Web Workers that run jobs, until closed. */
export interface WebWorkers<J, R> {
  /**
   * Runs jobs on the workers; results come in the order of the jobs, whichever worker finishes
   * first. A worker that breaks is replaced, and its job runs again; so does a job that throws. If
   * a job fails again, no other one is begun, and the promise is rejected with an `Error` that
   * names it. It is rejected, too, when they are closed.
   */
  readonly map: (jobs: readonly J[]) => Promise<readonly R[]>;
  /** Ends all workers, whatever they do. */
  readonly close: () => void;
}

/** A worker with at most one job. */
interface Seat<J, R> {
  readonly run: (job: J) => Promise<R>;
  readonly isBroken: () => boolean;
  readonly end: (why: string) => void;
}

const seat = <J, R>(worker: WebWorker<J, R>): Seat<J, R> => {
  let broken: Error | undefined;
  let settle: { readonly resolve: (result: R) => void; readonly reject: (why: Error) => void } | undefined;
  const end = (why: string): void => {
    broken ??= new Error(why);
    worker.terminate();
    settle?.reject(broken);
  };
  worker.addEventListener('message', ({ data }) => {
    if ('thrown' in data) settle?.reject(new Error(data.thrown));
    else settle?.resolve(data.result);
  });
  worker.addEventListener('error', ({ message = '' }) => {
    end(message === '' ? 'the worker cannot be started' : message);
  });
  return {
    run: (job) =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject };
        worker.postMessage(job);
      }),
    isBroken: () => broken !== undefined,
    end,
  };
};

/** Places that one holds at a time, given to who has waited longest. */
const lending = (places: number) => {
  const free = Array.from({ length: places }, (_, place) => place);
  const waiting: ((place: number) => void)[] = [];
  return async <A>(use: (place: number) => Promise<A>): Promise<A> => {
    const place = free.pop() ?? (await new Promise<number>((take) => waiting.push(take)));
    try {
      return await use(place);
    } finally {
      const next = waiting.shift();
      if (next === undefined) free.push(place);
      else next(place);
    }
  };
};

/** Nothing ends all workers but to close them. */
const never = new Promise<never>(() => undefined);

/**
 * {@link workerPool} for a browser: the jobs run on Web Workers, each of which calls
 * {@link answerJobs}. Jobs and results are cloned between threads, so they must be plain data;
 * nothing else is shared, so results are those of {@link sequential} bit for bit. A browser does
 * not tell what a worker does, so nothing is ended because it takes long. The type of the function
 * that answers says what jobs and results are: `webWorkers<typeof run>`.
 *
 * Throws a RangeError unless `workers` is a whole number from 1.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { webWorkers, type WebAnswer, type WebWorker } from '@sgmrl/execution';
 * // In the place of a thread, what answers at once; a program says
 * // start: () => new Worker(new URL('./jobs.js', import.meta.url), { type: 'module' }).
 * const start = (): WebWorker<number, number> => {
 *   let tell = (_: { readonly data: WebAnswer<number>; readonly message?: string }): void => undefined;
 *   return {
 *     postMessage: (x) => queueMicrotask(() => tell({ data: { result: x ** 3 } })),
 *     addEventListener: (type: 'message' | 'error', listener: typeof tell) => {
 *       if (type === 'message') tell = listener;
 *     },
 *     terminate: () => undefined,
 *   };
 * };
 * const workers = webWorkers<(x: number) => number>({ workers: 2, start, describe: (x) => `the cube of ${x}` });
 * deepStrictEqual(await workers.map([3, 2, 1]), [27, 8, 1]);
 * workers.close();
 * ```
 */
export const webWorkers = <F extends JobFunction>(
  options: WebWorkersOptions<JobOf<F>, ResultOf<F>>,
): WebWorkers<JobOf<F>, ResultOf<F>> => {
  const { workers, start, describe } = options;
  if (!(Number.isInteger(workers) && workers >= 1))
    throw new RangeError(`workers: expected a whole number from 1, found ${String(workers)}`);
  const seats = Array.from({ length: workers }, () => seat(start()));
  // All maps share the seats, and one whose map has failed is taken until its answer has come.
  const atSeat = lending(workers);
  let closed = false;
  return {
    map: inLanes({
      lanes: workers,
      attempt: (job: JobOf<F>, checkWanted) =>
        atSeat((place) => {
          checkWanted();
          if (seats[place].isBroken()) seats[place] = seat(start());
          return seats[place].run(job);
        }),
      describe,
      reason,
      isClosed: () => closed,
      failure: never,
    }),
    close: () => {
      closed = true;
      for (const { end } of seats) end('the workers are closed');
    },
  };
};

/**
 * What a Web Worker does: runs each job that it is sent, and sends back the result, or what the job
 * threw. In the worker's module, `answerJobs(self, run)`.
 *
 * @param run gives the result of a job, or a promise of it
 *
 * @example See {@link webWorkers}.
 */
export const answerJobs = <J, R>(scope: WebWorkerScope<J, R>, run: (job: J) => R | Promise<R>): void => {
  const answer = async (job: J): Promise<WebAnswer<R>> => {
    try {
      return { result: await run(job) };
    } catch (error) {
      return { thrown: reason(error) };
    }
  };
  scope.addEventListener('message', ({ data }) => {
    void answer(data).then((told) => {
      try {
        scope.postMessage(told);
      } catch (error) {
        // A result that cannot be cloned.
        scope.postMessage({ thrown: reason(error) });
      }
    });
  });
};
