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
import {
  fusedArithmetic,
  initializeBackendWith,
  strictArithmetic,
  type Arithmetic,
} from '@sgmrl/policies-tfjs';
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
      /** What it computes with. */
      readonly arithmetic: Arithmetic['name'];
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

const arithmetics = { strict: strictArithmetic, fused: fusedArithmetic };

const policyMaker = async (
  program: Program,
  setting: BenchSetting,
): Promise<(spaces: PolicySpaces) => Policy> => {
  if (program.kind === 'stock') {
    await startStockTfjs();
    return () => stockGaussianMlp([2, setting.hidden, setting.hidden, 2]);
  }
  const backend = orThrow(await initializeBackendWith(arithmetics[program.arithmetic])());
  const { policy } = configOf(setting);
  return (spaces) => orThrow(builtIn.policies[policy.kind].build(backend, policy, spaces));
};

/** Encoded jobs on worker threads; none for one worker, as `sgmrl train --workers 0` has it. */
const poolOf = (program: Program, setting: BenchSetting): JobMap<Job<unknown>, Result> | undefined =>
  program.kind === 'stock' || program.workers === 1
    ? undefined
    : workerPool<(job: Job<unknown>) => Result>({
        workers: program.workers,
        module: program.workerModule,
        data: { ...configOf(setting), arithmetic: program.arithmetic },
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
  const policyFor = await policyMaker(program, setting);
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
