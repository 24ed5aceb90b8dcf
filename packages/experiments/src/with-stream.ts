import { workerPool } from '@sgmrl/execution';
import type { Job, JobMap, MetaState, Probe } from '@sgmrl/meta-learning';
import type { Vector } from '@sgmrl/vector';
import { pipe } from 'fp-ts/lib/function.js';
import type * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Config } from './config';
import type { ExecutionFailure } from './experiment-error';
import { learner, type AroundMap, type JobResult, type Learner, type TrainingStream } from './learner';

/** Where the tasks of an iteration run: in this thread for a count of one, else in so many worker threads. */
export interface Workers {
  readonly count: number;
  /** File URL or path of this package's worker module, `@sgmrl/experiments/worker`. */
  readonly module: string;
}

const describeWork = ({ iteration, index }: Job<unknown> | Probe): string =>
  `task ${String(index)} of iteration ${String(iteration)}`;

const isJobResult = (result: JobResult | Vector): result is JobResult => '_tag' in result;

const isAnswer = (result: JobResult | Vector): result is Vector => !isJobResult(result);

/** The map of a pool for one kind of work, the results of which are known by `is`. */
const mapOf =
  <J extends Job<unknown> | Probe, R extends JobResult | Vector>(
    map: JobMap<Job<unknown> | Probe, JobResult | Vector>,
    is: (result: JobResult | Vector) => result is R,
  ): JobMap<J, R> =>
  async (work) => {
    const results = await map(work);
    if (results.every(is)) return results;
    throw new Error('a worker gave the result of other work');
  };

/**
 * Gives `use` the problem of a configuration and its training stream; worker threads live as long as it does. They start while this
 * thread starts its own backend.
 */
export const withStream =
  ({ count, module }: Workers, config: Config, around: AroundMap) =>
  <A>(
    use: (problem: Learner, stream: (state: MetaState) => TrainingStream) => T.Task<A>,
  ): TE.TaskEither<ExecutionFailure, A> => {
    if (count === 1)
      return pipe(
        learner(config),
        TE.chainTaskK((problem) => use(problem, problem.trainHere(around))),
      );
    return async () => {
      const pool = workerPool<Job<unknown> | Probe, JobResult | Vector>({
        workers: count,
        module,
        data: config,
        describe: describeWork,
      });
      try {
        return await pipe(
          learner(config),
          TE.chainTaskK((problem) =>
            use(
              problem,
              problem.trainThrough(around(mapOf(pool.map, isJobResult)), around(mapOf(pool.map, isAnswer))),
            ),
          ),
        )();
      } finally {
        await pool.close();
      }
    };
  };
