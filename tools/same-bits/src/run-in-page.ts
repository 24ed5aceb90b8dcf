/** Trains a run in a page: what runs a configuration there, without files and worker threads. */
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { fromEnvironmentSpec, type EnvironmentSpec, type SomeTaskDistribution } from '@sgmrl/environments';
import { fromMujocoSpec, isMujocoSpec, loadMujoco, type MujocoSpec } from '@sgmrl/environments-mujoco';
import {
  initialState,
  outerUpdateOf,
  outerUpdateRows,
  train,
  type MetaState,
  type OuterUpdateSpec,
  type Problem,
} from '@sgmrl/meta-learning';
import { fromOptimizerSpec, type OptimizerSpec } from '@sgmrl/optimizers';
import {
  fromPolicySpec,
  fusedArithmetic,
  initializeBackendWith,
  strictArithmetic,
  type PolicySpec,
} from '@sgmrl/policies-tfjs';
import { key } from '@sgmrl/prng';
import { fromWeightsSpec, type WeightsSpec } from '@sgmrl/rollouts';
import * as E from 'fp-ts/lib/Either.js';
import './every-package';
import { fusedProducts } from './fused-products';
import type { Learned } from './learned';

/** A configuration in built-in words, without baselines. */
interface BuiltInConfig {
  readonly seed: number;
  readonly iterations: number;
  readonly environment: EnvironmentSpec | MujocoSpec;
  readonly policy: PolicySpec;
  readonly algorithm: Omit<Problem<unknown, unknown>['algorithm'], 'innerWeights' | 'outerWeights'> & {
    readonly innerWeights: WeightsSpec;
    readonly outerWeights: WeightsSpec;
    readonly outerUpdate?: OuterUpdateSpec;
  };
  readonly optimizer: OptimizerSpec;
  readonly arithmetic?: 'strict' | 'fused';
}

const orThrow = <A>(either: E.Either<{ readonly message: string }, A>): A => {
  if (E.isLeft(either)) throw new Error(either.left.message);
  return either.right;
};

const tasksOf = async ({ environment }: BuiltInConfig): Promise<SomeTaskDistribution> =>
  isMujocoSpec(environment)
    ? orThrow(fromMujocoSpec(environment)(orThrow(await loadMujoco())))
    : fromEnvironmentSpec(environment);

const stateAfter =
  (iterations: number) =>
  async <Task, State>(problem: Problem<Task, State>, start: MetaState): Promise<MetaState> => {
    let last = start;
    if (iterations === 0) return last;
    for await (const next of train(problem)(start)) {
      if (E.isLeft(next)) throw new Error(next.left.what);
      last = next.right[0];
      if (last.iteration === iterations) break;
    }
    return last;
  };

/** What is left of a run after all its iterations. */
const learn = async (config: BuiltInConfig): Promise<Learned> => {
  const { outerUpdate, innerWeights, outerWeights, ...rest } = config.algorithm;
  const algorithm = {
    ...rest,
    innerWeights: fromWeightsSpec(innerWeights),
    outerWeights: fromWeightsSpec(outerWeights),
  };
  const arithmetic = config.arithmetic === 'fused' ? fusedArithmetic : strictArithmetic;
  const backend = orThrow(await initializeBackendWith(arithmetic)());
  const withTasks = await tasksOf(config);
  const { parameters, optimizer } = await withTasks(async (tasks) => {
    const policy = orThrow(fromPolicySpec(backend)(config.policy, tasks));
    const problem = {
      tasks,
      policy,
      algorithm,
      update: outerUpdateOf(outerUpdateRows)(outerUpdate, fromOptimizerSpec(config.optimizer)),
    };
    return stateAfter(config.iterations)(problem, initialState(problem)(key(config.seed)));
  });
  return {
    parameters: Array.from(parameters),
    moments: optimizer.moments.map((vector) => Array.from(vector)),
  };
};

setWasmPaths('/');
Object.assign(globalThis, { fusedProducts, learn });
