import { sequential, workerPool, type Silence, type WorkerPool } from '@sgmrl/execution';
import type { JobMap, MetaState } from '@sgmrl/meta-learning';
import type { Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Config } from '../configuration/config';
import type { ExperimentError } from '../errors/experiment-error';
import { describeWork, setupOf, type Elsewhere, type Session } from './elsewhere';
import {
  learner,
  type AroundMap,
  type HeldOutJob,
  type HeldOutResult,
  type JobResult,
  type Learner,
  type TrainingStream,
} from './learner';
import { decodeTrainingResult, type TrainingResult, type TrainingWork } from './work-codec';

/**
 * Where tasks run: on so many worker threads, or in this thread if there are none. Threads without
 * a task are not started.
 */
export interface Workers {
  /** How many; 0 for this thread. */
  readonly threads: number;
  /** File URL or path of this package's worker module, `@sgmrl/experiments/worker`. */
  readonly module: string;
  /** Is told when the threads have ended no task for long. */
  readonly onSilence?: (silence: Silence) => void;
  /** Other machines, which do it all instead. */
  readonly elsewhere?: Elsewhere | undefined;
}

/** A failure can be of either kind. */
const isHeldOut = (result: TrainingResult): result is HeldOutResult =>
  '_tag' in result && (E.isLeft(result) || Array.isArray(result.right));

const isJobResult = (result: TrainingResult): result is JobResult =>
  '_tag' in result && (E.isLeft(result) || !Array.isArray(result.right));

const isAnswer = (result: TrainingResult): result is Vector => !('_tag' in result);

/** The map of a pool for one kind of work, the results of which are known by `is`. */
const mapOf =
  <J extends TrainingWork, R extends TrainingResult>(
    map: JobMap<TrainingWork, TrainingResult>,
    is: (result: TrainingResult) => result is R,
  ): JobMap<J, R> =>
  async (work) => {
    const results = await map(work);
    if (results.every(is)) return results;
    throw new Error('a worker gave the result of other work');
  };

/** What the worker module exports, by name. */
type Work = 'run' | 'measure';

/** One thread of this machine. */
const here =
  <J, R>(module: string, config: Config, describe: (job: J) => string) =>
  () => {
    const pool = workerPool<(work: J) => R>({ workers: 1, module, name: 'run', data: config, describe });
    return { run: async (job: J) => (await pool.map([job]))[0], close: pool.close };
  };

/**
 * Gives `use` the problem of a configuration and a map onto threads, or onto other machines;
 * threads start while this thread starts its own backend.
 */
const onThreads =
  <J extends TrainingWork, R extends TrainingResult>(
    { threads, module, onSilence, elsewhere }: Workers,
    config: Config,
    name: Work,
    is: (result: TrainingResult) => result is R,
  ) =>
  <A>(use: (problem: Learner, map: JobMap<J, R>) => T.Task<A>): TE.TaskEither<ExperimentError, A> =>
  async () => {
    const session = (): Session<J, R> => ({
      setup: setupOf(config),
      describe: describeWork,
      decodeResult: (value, work) =>
        pipe(
          decodeTrainingResult(work)(value),
          E.filterOrElse(is, () => 'expected the result of this work, found that of other work'),
        ),
      here: here(module, config, describeWork),
    });
    const made: E.Either<ExperimentError, Pick<WorkerPool<J, R>, 'map' | 'close'>> = elsewhere === undefined
      ? E.right(
          workerPool<(work: J) => R>({
            workers: threads,
            module,
            name,
            data: config,
            describe: describeWork,
            onSilence,
          }),
        )
      : await elsewhere(session())();
    if (E.isLeft(made)) return made;
    const { map, close } = made.right;
    try {
      return await pipe(
        learner(config),
        TE.chainTaskK((problem) => use(problem, map)),
      )();
    } finally {
      await close();
    }
  };

const isAny = (result: TrainingResult): result is TrainingResult => isAnswer(result) || '_tag' in result;

/**
 * Gives `use` the problem of a configuration, its training stream and a map for jobs on held-out
 * tasks; worker threads live as long as it does.
 */
export const withStream =
  (workers: Workers, config: Config, around: AroundMap) =>
  <A>(
    use: (
      problem: Learner,
      stream: (state: MetaState) => TrainingStream,
      measure: JobMap<HeldOutJob, HeldOutResult>,
    ) => T.Task<A>,
  ): TE.TaskEither<ExperimentError, A> =>
    workers.threads === 0 && workers.elsewhere === undefined
      ? pipe(
          learner(config),
          TE.chainTaskK((problem) => use(problem, problem.trainHere(around), sequential(problem.measure))),
        )
      : onThreads<TrainingWork, TrainingResult>(
          { ...workers, threads: Math.min(workers.threads, config.algorithm.metaBatchSize) },
          config,
          'run',
          isAny,
        )((problem, map) =>
          use(
            problem,
            problem.trainThrough({
              jobs: around(mapOf(map, isJobResult)),
              probes: around(mapOf(map, isAnswer)),
            }),
            mapOf(map, isHeldOut),
          ),
        );

/** Gives `use` the problem of a configuration and a map for its jobs on held-out tasks. */
export const withHeldOut =
  (workers: Workers, config: Config) =>
  <A>(
    use: (problem: Learner, map: JobMap<HeldOutJob, HeldOutResult>) => T.Task<A>,
  ): TE.TaskEither<ExperimentError, A> =>
    workers.threads === 0 && workers.elsewhere === undefined
      ? pipe(
          learner(config),
          TE.chainTaskK((problem) => use(problem, sequential(problem.measure))),
        )
      : onThreads<HeldOutJob, HeldOutResult>(workers, config, 'measure', isHeldOut)(use);
