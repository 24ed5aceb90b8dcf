import { sequential } from '@sgmrl/execution';
import { decodeWith } from '@sgmrl/codecs';
import {
  adaptationPath,
  adaptOn,
  evaluateTask,
  initialState,
  planEvaluation,
  policyAt,
  probe,
  run,
  train,
  type Contribution,
  type HeldOutAdaptation,
  type Job,
  type JobMap,
  type Learned,
  type Maps,
  type MetaState,
  type Metrics,
  type NonFinite,
  type Probe,
  type Problem,
  type Returns,
} from '@sgmrl/meta-learning';
import type { Policy } from '@sgmrl/policies';
import { initializeBackendWith } from '@sgmrl/policies-tfjs';
import { key, type Key } from '@sgmrl/prng';
import type { TrajectoryBatch } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Config } from '../configuration/config';
import type { ExecutionFailure, ExperimentError, InvalidConfig } from '../errors/experiment-error';
import { thrownWhere, ToldError } from '../errors/thrown';
import { arithmeticOf } from '../run/arithmetic';
import { builtIn } from '../vocabulary/built-in';
import { problemOf } from './problem-of';
import { loadModules } from '../vocabulary/load';

/** The result of one job. */
export type JobResult = E.Either<NonFinite, Contribution>;

/** One held-out task, and how to adapt to it. */
export interface HeldOutJob {
  readonly job: Job<unknown>;
  readonly adaptation: HeldOutAdaptation;
}

/** Returns after 0, 1, … inner steps. */
export type HeldOutResult = E.Either<NonFinite, readonly Returns[]>;

/**
 * A training stream: the states and metrics after each iteration, without end; a failure is its
 * last element.
 */
export type TrainingStream = AsyncGenerator<
  E.Either<NonFinite, readonly [MetaState, Metrics]>,
  void,
  undefined
>;

/** Puts something around a map, whatever its jobs and results are. */
export type AroundMap = <J, R>(map: JobMap<J, R>) => JobMap<J, R>;

/**
 * The problem that a configuration describes, with the types of its tasks and states out of sight.
 */
export interface Learner {
  /** Before the first iteration, with parameters that are drawn unless given. */
  readonly initial: (start?: Learned) => MetaState;
  /** Trains with all jobs run in this thread. */
  readonly trainHere: (around: AroundMap) => (state: MetaState) => TrainingStream;
  /**
   * Trains with jobs run and probes answered wherever the maps do; the tasks of jobs are encoded.
   */
  readonly trainThrough: (maps: Maps<unknown>) => (state: MetaState) => TrainingStream;
  /** Runs a job whose task is encoded; Left if it is not a task of this problem. */
  readonly runEncoded: (job: Job<unknown>) => E.Either<string, JobResult>;
  /** Answers a probe. */
  readonly answer: (probe: Probe) => Vector;
  /**
   * Held-out tasks, encoded. The same key gives the same tasks and the same randomness for any
   * parameters.
   */
  readonly heldOut: (
    tasks: number,
    adaptation: HeldOutAdaptation,
    key: Key,
  ) => (learned: Learned) => readonly HeldOutJob[];
  /** Does a job that `heldOut` planned. */
  readonly measure: (job: HeldOutJob) => HeldOutResult;
  /** d, the number of parameters. */
  readonly dimension: number;
  /** The policy that acts with what has been learned. */
  readonly policyOf: (learned: Learned) => Policy;
  /** Draws a task, encoded. */
  readonly sampleTask: (key: Key) => unknown;
  /**
   * Takes inner steps on trajectories of an encoded task; Left if it is not one of this problem.
   */
  readonly adaptTo: (
    task: unknown,
    innerSteps: number,
    key: Key,
  ) => (learned: Learned) => E.Either<InvalidConfig | NonFinite, Learned>;
  /** Takes one inner step on a batch. */
  readonly adaptOn: (learned: Learned, batch: TrajectoryBatch) => E.Either<NonFinite, Learned>;
}

/** A job in words. */
export const describeJob = ({ iteration, index }: Pick<Job<unknown>, 'iteration' | 'index'>): string =>
  `task ${String(index)} of iteration ${String(iteration)}`;

const foreignTask = 'the job holds no task of this environment';

const learnerOf = <Task, State>(problem: Problem<Task, State>, seed: number, ownWords: boolean): Learner => {
  const { task } = problem.tasks;
  const guarded =
    <J extends Job<unknown>, R>(work: (job: J) => R, named: (job: J) => string) =>
    (job: J): R => {
      try {
        return work(job);
      } catch (error) {
        if (!ownWords) throw error;
        throw new ToldError(`${named(job)}${thrownWhere(error)}`, { cause: error });
      }
    };
  return {
    initial: (start) => initialState(problem)(key(seed), start),
    trainHere: (around) =>
      train(problem, {
        jobs: around(sequential(guarded(run(problem), (job) => `${describeJob(job)}: `))),
        probes: around(sequential(probe(problem))),
      }),
    trainThrough: (maps) =>
      train(problem, {
        jobs: (jobs) => maps.jobs(jobs.map((job) => ({ ...job, task: task.encode(job.task) }))),
        probes: maps.probes,
      }),
    runEncoded: (job) =>
      pipe(
        task.decode(job.task),
        E.bimap(
          () => foreignTask,
          // Whoever gave the job to this thread names it.
          (decoded) => guarded(run(problem), () => '')({ ...job, task: decoded }),
        ),
      ),
    answer: probe(problem),
    heldOut: (tasks, adaptation, seedKey) => (learned) =>
      planEvaluation(problem)(learned, tasks, seedKey).map((job) => ({
        job: { ...job, task: task.encode(job.task) },
        adaptation,
      })),
    measure: ({ job, adaptation }) =>
      pipe(
        task.decode(job.task),
        E.match(
          () => {
            throw new RangeError(foreignTask);
          },
          (decoded) => guarded(evaluateTask(problem, adaptation), () => '')({ ...job, task: decoded }),
        ),
      ),
    dimension: problem.policy.dimension,
    policyOf: ({ observationMoments }) => policyAt(problem)(observationMoments),
    sampleTask: (taskKey) => task.encode(problem.tasks.sample(taskKey)),
    adaptTo: (encoded, innerSteps, taskKey) => (learned) =>
      pipe(
        decodeWith(task)(encoded),
        E.mapLeft((fields): InvalidConfig => ({ kind: 'invalid-config', source: 'task', fields })),
        E.chainW((decoded) => {
          const job = { ...learned, iteration: 0, index: 0, task: decoded, key: taskKey };
          return guarded(adaptationPath(problem, innerSteps), () => '')(job);
        }),
        E.map((path): Learned => ({ ...learned, parameters: path[innerSteps] })),
      ),
    adaptOn: adaptOn(problem),
  };
};

const failure = ({ message }: { readonly message: string }): ExecutionFailure => ({
  kind: 'execution',
  problem: message,
});

const unusableModule = (module: string, problem: string): ExperimentError => ({
  kind: 'unusable-module',
  module,
  problem,
  fields: [],
});

/**
 * Starts the numeric backend of this thread, loads the modules of a configuration, and the physics
 * if it is needed, and builds its problem.
 */
export const learner = (config: Config): TE.TaskEither<ExperimentError, Learner> =>
  pipe(
    TE.Do,
    TE.bindW('arithmetic', () => TE.fromEither(arithmeticOf(config))),
    TE.bindW('backend', ({ arithmetic }) => pipe(initializeBackendWith(arithmetic), TE.mapLeft(failure))),
    TE.apSW('loaded', loadModules(config.with)),
    TE.bindW('withProblem', ({ backend, loaded: { vocabulary, moduleOf } }) =>
      pipe(
        problemOf(backend, vocabulary)(config),
        TE.mapLeft(({ message, of }) => {
          const module = of && moduleOf(of.section, of.name);
          return module === undefined ? failure({ message }) : unusableModule(module, message);
        }),
      ),
    ),
    TE.map(({ withProblem, loaded: { vocabulary } }) =>
      withProblem((problem) => learnerOf(problem, config.seed, vocabulary !== builtIn)),
    ),
  );
