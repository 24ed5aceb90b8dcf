import { sequential } from '@sgmrl/execution';
import {
  evaluateTask,
  fromOuterUpdateSpec,
  initialState,
  planEvaluation,
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
import { fromSpec as policyFromSpec, initializeBackend } from '@sgmrl/policies';
import { key, type Key } from '@sgmrl/prng';
import type { Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Config } from '../configuration/config';
import { loadTasks } from '../vocabulary/environment-spec';
import type { ExecutionFailure } from '../errors/experiment-error';

/** The result of one job. */
export type JobResult = E.Either<NonFinite, Contribution>;

/** One held-out task, and how to adapt to it. */
export interface HeldOutJob {
  readonly job: Job<unknown>;
  readonly adaptation: HeldOutAdaptation;
}

/** Returns after 0, 1, … inner steps. */
export type HeldOutResult = E.Either<NonFinite, readonly Returns[]>;

/** A training stream: the states and metrics after each iteration, without end; a failure is its last element. */
export type TrainingStream = AsyncGenerator<
  E.Either<NonFinite, readonly [MetaState, Metrics]>,
  void,
  undefined
>;

/** Puts something around a map, whatever its jobs and results are. */
export type AroundMap = <J, R>(map: JobMap<J, R>) => JobMap<J, R>;

/** The problem that a configuration describes, with the types of its tasks and states out of sight. */
export interface Learner {
  /** Before the first iteration. */
  readonly initial: () => MetaState;
  /** Trains with all jobs run in this thread. */
  readonly trainHere: (around: AroundMap) => (state: MetaState) => TrainingStream;
  /** Trains with jobs run and probes answered wherever the maps do; the tasks of jobs are encoded. */
  readonly trainThrough: (maps: Maps<unknown>) => (state: MetaState) => TrainingStream;
  /** Runs a job whose task is encoded; Left if it is not a task of this problem. */
  readonly runEncoded: (job: Job<unknown>) => E.Either<string, JobResult>;
  /** Answers a probe. */
  readonly answer: (probe: Probe) => Vector;
  /** Held-out tasks, encoded. The same key gives the same tasks and the same randomness for any parameters. */
  readonly heldOut: (
    tasks: number,
    adaptation: HeldOutAdaptation,
    key: Key,
  ) => (learned: Learned) => readonly HeldOutJob[];
  /** Does a job that `heldOut` planned. */
  readonly measure: (job: HeldOutJob) => HeldOutResult;
}

const foreignTask = 'the job holds no task of this environment';

const learnerOf = <Task, State>(problem: Problem<Task, State>, seed: number): Learner => {
  const { task } = problem.tasks;
  return {
    initial: () => initialState(problem)(key(seed)),
    trainHere: (around) =>
      train(problem, {
        jobs: around(sequential(run(problem))),
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
          (decoded) => run(problem)({ ...job, task: decoded }),
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
          (decoded) => evaluateTask(problem, adaptation)({ ...job, task: decoded }),
        ),
      ),
  };
};

const failure = ({ message }: { readonly message: string }): ExecutionFailure => ({
  kind: 'execution',
  problem: message,
});

/** Starts the numeric backend of this thread, and the physics if it is needed, and builds the problem of a configuration. */
export const learner = ({
  environment,
  policy: policySpec,
  algorithm,
  optimizer,
  seed,
}: Config): TE.TaskEither<ExecutionFailure, Learner> =>
  pipe(
    TE.Do,
    TE.apSW('backend', initializeBackend),
    TE.apSW('withTasks', loadTasks(environment)),
    TE.chainEitherKW(({ backend, withTasks }) =>
      withTasks((tasks) =>
        pipe(
          policyFromSpec(backend)(policySpec, tasks),
          E.map((policy) =>
            learnerOf(
              { tasks, policy, algorithm, update: fromOuterUpdateSpec(algorithm.outerUpdate, optimizer) },
              seed,
            ),
          ),
        ),
      ),
    ),
    TE.mapLeft(failure),
  );
