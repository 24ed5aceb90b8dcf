import { sequential, workerPool } from '@sgmrl/execution';
import { builtIn, loadTasks, optimizerOf } from '@sgmrl/experiments';
import {
  ascent,
  inThisThread,
  initialState,
  iterate,
  run,
  type Contribution,
  type Job,
  type JobMap,
  type NonFinite,
  type Problem,
} from '@sgmrl/meta-learning';
import type { Policy, PolicySpaces } from '@sgmrl/policies';
import { initializeBackend } from '@sgmrl/policies-tfjs';
import { key } from '@sgmrl/prng';
import type * as E from 'fp-ts/lib/Either.js';
import { orThrow } from './or-throw';
import { algorithmFor, configOf, type BenchSetting } from './setting';
import { startStockTfjs, stockGaussianMlp } from './stock/policy';

/** One of the programs of an outer iteration that run in Node. */
export type Program =
  | {
      /** These packages. */
      readonly kind: 'ours';
      /** Threads; with one, everything runs in this thread, as `sgmrl train --workers 0` has it. */
      readonly workers: number;
      /** Where `@sgmrl/experiments/worker` lies. */
      readonly workerModule: string;
    }
  | {
      /** tfjs as it comes. */
      readonly kind: 'stock';
    };

/** A program that is ready: each call does the next outer iteration. */
export type Iterate = () => Promise<void>;

type Result = E.Either<NonFinite, Contribution>;

const policyMakers: Readonly<
  Record<Program['kind'], (setting: BenchSetting) => Promise<(spaces: PolicySpaces) => Policy>>
> = {
  ours: async (setting) => {
    const backend = orThrow(await initializeBackend());
    const { policy } = configOf(setting);
    return (spaces) => orThrow(builtIn.policies[policy.kind].build(backend, policy, spaces));
  },
  stock: async ({ hidden }) => {
    await startStockTfjs();
    return () => stockGaussianMlp([2, hidden, hidden, 2]);
  },
};

/** Encoded jobs on worker threads; none for one worker, as `sgmrl train --workers 0` has it. */
const poolOf = (program: Program, setting: BenchSetting): JobMap<Job<unknown>, Result> | undefined =>
  program.kind === 'stock' || program.workers === 1
    ? undefined
    : workerPool<(job: Job<unknown>) => Result>({
        workers: program.workers,
        module: program.workerModule,
        data: configOf(setting),
        describe: ({ index }) => `task ${String(index)}`,
      }).map;

const mapOf = <Task, State>(
  problem: Problem<Task, State>,
  pool: JobMap<Job<unknown>, Result> | undefined,
): JobMap<Job<Task>, Result> =>
  pool === undefined
    ? sequential(run(problem))
    : (jobs) => pool(jobs.map((job) => ({ ...job, task: problem.tasks.task.encode(job.task) })));

/** Starts a program. */
export const startProgram = async (program: Program, setting: BenchSetting): Promise<Iterate> => {
  const { environment, optimizer, seed } = configOf(setting);
  const pool = poolOf(program, setting);
  const policyFor = await policyMakers[program.kind](setting);
  const withTasks = orThrow(await loadTasks(environment)());
  return withTasks((tasks): Iterate => {
    const problem = {
      tasks,
      policy: policyFor(tasks),
      algorithm: algorithmFor(setting),
      update: ascent(optimizerOf(builtIn.optimizers)(optimizer)),
    };
    const next = iterate(problem, { ...inThisThread(problem), jobs: mapOf(problem, pool) });
    let state = initialState(problem)(key(seed));
    return async () => {
      [state] = orThrow(await next(state));
    };
  });
};
