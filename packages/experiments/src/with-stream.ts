import { workerPool } from '@sgmrl/execution';
import type { Job, MetaState } from '@sgmrl/meta-learning';
import type * as T from 'fp-ts/lib/Task.js';
import type { Config } from './config';
import type { AroundMap, JobResult, Learner, TrainingStream } from './learner';

/** Where the tasks of an iteration run: in this thread for a count of one, else in so many worker threads. */
export interface Workers {
  readonly count: number;
  /** File URL or path of this package's worker module, `@sgmrl/experiments/worker`. */
  readonly module: string;
}

const describeJob = ({ iteration, index }: Job<unknown>): string =>
  `task ${String(index)} of iteration ${String(iteration)}`;

/** Gives `use` the training stream of a learner; worker threads live as long as it does. */
export const withStream =
  ({ count, module }: Workers, config: Config, around: AroundMap) =>
  <A>(problem: Learner, use: (stream: (state: MetaState) => TrainingStream) => T.Task<A>): T.Task<A> =>
  async () => {
    if (count === 1) return use(problem.trainHere(around))();
    const pool = workerPool<Job<unknown>, JobResult>({
      workers: count,
      module,
      data: config,
      describe: describeJob,
    });
    try {
      return await use(problem.trainThrough(around(pool.map)))();
    } finally {
      await pool.close();
    }
  };
