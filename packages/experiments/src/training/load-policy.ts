import type { Learned } from '@sgmrl/meta-learning';
import { modeOf, type Policy } from '@sgmrl/policies';
import type { Key } from '@sgmrl/prng';
import type { TrajectoryBatch } from '@sgmrl/rollouts';
import type { Matrix, Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Config, ConfiguredModule } from '../configuration/config';
import type { ExperimentError } from '../errors/experiment-error';
import { atCheckpoint, readRun, type WhichCheckpoint } from '../run/stored-run';
import { measureLearned, type HeldOutOptions, type ReturnIntervals } from './evaluate';
import { learner, type Learner } from './learner';

/** Which policy of a run to load. */
export interface LoadOptions {
  /** That after the last iteration unless given. */
  readonly checkpoint?: WhichCheckpoint | undefined;
  /** Where modules are that are elsewhere now; they are known by their content. */
  readonly modules?: readonly ConfiguredModule[] | undefined;
}

/**
 * What a run has learned, ready to act and to adapt. Nothing here changes it: adapting gives
 * another one.
 */
export interface LoadedPolicy {
  /** That of the run; adapting does not change it. */
  readonly config: Config;
  /** Outer iterations done. */
  readonly iteration: number;
  /** θ, and what else adapting needs. */
  readonly learned: Learned;
  /** The operations of π, over observations as they come; they take θ. */
  readonly policy: Policy;
  /**
   * Draws an action for an observation. A discrete action, or observation, is one number, its
   * index. Throws a RangeError where the observation is not one of the policy's.
   */
  readonly act: (observation: Vector, key: Key) => Vector;
  /** The most probable action: the mean of a Gaussian; `modeOf` of `@sgmrl/policies`. */
  readonly greedy: (observation: Vector) => Vector;
  /** Draws one of the tasks that the run was trained on, as plain data. */
  readonly sampleTask: (key: Key) => unknown;
  /**
   * Adapts to a task (plain data) by inner steps, as many as in training unless given, each on N
   * trajectories of the task that are drawn for it. Left if it is no task of this environment, or
   * something stops being finite.
   */
  readonly adaptTo: (task: unknown, key: Key, innerSteps?: number) => E.Either<ExperimentError, LoadedPolicy>;
  /** Takes one inner step on a batch from anywhere; a RangeError tells what does not fit. */
  readonly adaptOn: (batch: TrajectoryBatch) => E.Either<ExperimentError, LoadedPolicy>;
  /** Mean returns on held-out tasks after 0, 1, …, K inner steps from these parameters. */
  readonly evaluate: (options: HeldOutOptions) => E.Either<ExperimentError, readonly ReturnIntervals[]>;
}

const row = (data: Vector): Matrix => ({ rows: 1, columns: data.length, data });

const ready = (
  problem: Learner,
  { config, iteration }: Pick<LoadedPolicy, 'config' | 'iteration'>,
  learned: Learned,
): LoadedPolicy => {
  const policy = problem.policyOf(learned);
  const withLearned = (next: Learned) => ready(problem, { config, iteration }, next);
  return {
    config,
    iteration,
    learned,
    policy,
    act: (observation, key) => policy.sample(learned.parameters, row(observation), key).data,
    greedy: (observation) => modeOf(policy)(learned.parameters, row(observation)).data,
    sampleTask: problem.sampleTask,
    adaptTo: (task, key, innerSteps = config.algorithm.innerSteps) =>
      pipe(problem.adaptTo(task, innerSteps, key)(learned), E.map(withLearned)),
    adaptOn: (batch) => pipe(problem.adaptOn(learned, batch), E.map(withLearned)),
    evaluate: (options) => measureLearned(problem, config, options)(learned),
  };
};

/**
 * Loads the policy of the run in a directory.
 *
 * @example
 * ```ts
 * import { ok, strictEqual } from 'node:assert';
 * import { mkdtempSync, rmSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import * as E from 'fp-ts/lib/Either.js';
 * import { loadPolicy, presets, startRun } from '@sgmrl/experiments';
 * import { key } from '@sgmrl/prng';
 * const config = { ...presets['tabular-quick'].config, iterations: 1 };
 * const options = { workers: { threads: 0, module: '' }, onStart: () => undefined, onIteration: () => undefined, stopRequested: () => false };
 * const folder = mkdtempSync(join(tmpdir(), 'sgmrl-'));
 * await startRun(config, folder, options)();
 * const loaded = await loadPolicy(folder)();
 * if (E.isLeft(loaded)) throw new Error(loaded.left.kind);
 * const adapted = loaded.right.adaptTo(loaded.right.sampleTask(key(1)), key(2));
 * strictEqual(E.isRight(adapted) && adapted.right.greedy([0]).length, 1);
 * const foreign = loaded.right.adaptTo('no task', key(2));
 * ok(E.isLeft(foreign) && foreign.left.kind === 'invalid-config');
 * rmSync(folder, { recursive: true });
 * ```
 */
export const loadPolicy = (
  directory: string,
  { modules, checkpoint: which }: LoadOptions = {},
): TE.TaskEither<ExperimentError, LoadedPolicy> =>
  pipe(
    readRun(directory, modules),
    TE.chain(atCheckpoint(which)),
    TE.bindTo('run'),
    TE.bind('problem', ({ run }) => learner(run.config)),
    TE.map(({ run: { config, state, start }, problem }) =>
      ready(problem, { config, iteration: state?.iteration ?? 0 }, state ?? problem.initial(start)),
    ),
  );
