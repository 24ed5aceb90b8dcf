import type { Environment, TaskDistribution } from '@sgmrl/environments';
import { checkAlgorithm, type Algorithm } from '@sgmrl/estimators';
import {
  sequential,
  webWorkers,
  workerPool,
  type JobFunction,
  type WebWorker,
  type WorkerPool,
} from '@sgmrl/execution';
import { policyLaws } from '@sgmrl/laws';
import { initialState, iterate, type Problem } from '@sgmrl/meta-learning';
import { adam, chain, clipByGlobalNorm, type OptimizerState } from '@sgmrl/optimizers';
import { asPolicy, fromThree, type Policy } from '@sgmrl/policies';
import type { Key } from '@sgmrl/prng';
import { trajectoryBatch, type TrajectoryBatch } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';

// What must compile and what must not, held by `npm run typecheck`: an error that is expected and
// does not come is one itself. Nothing here runs.

/** Holds where two types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

declare const same: <A, B>(holds: Same<A, B>) => void;

interface Task {
  readonly goal: number;
}

const claims = {
  policies: (policy: Policy, key: Key) => {
    same<ReturnType<Policy['initialize']>, Vector>(true);
    // @ts-expect-error a policy cannot be changed
    policy.dimension = 3;
    // @ts-expect-error nor can its parameters
    policy.initialize(key)[0] = 1;
    // @ts-expect-error an operation is missing
    fromThree({ weightedScore: policy.weightedScore, directionalDerivative: policy.directionalDerivative });
    // @ts-expect-error how it acts is missing
    asPolicy(policy, { name: 'mine', observationSpace: policy.observationSpace });
    same<ReturnType<typeof asPolicy>, Policy>(true);
  },
  rollouts: (batch: TrajectoryBatch) => {
    // @ts-expect-error a batch cannot be changed
    batch.lengths.push(3);
    // @ts-expect-error a step has a reward
    trajectoryBatch([[{ observation: 1, action: 2 }]]);
    same<ReturnType<typeof trajectoryBatch>, TrajectoryBatch>(true);
  },
  environments: (tasks: TaskDistribution<Task, string>, key: Key) => {
    const environment = tasks.environment(tasks.sample(key));
    same<typeof environment, Environment<string>>(true);
    // @ts-expect-error a task of another kind
    tasks.environment({ goals: 3 });
    // @ts-expect-error a state of another kind
    environment.observe(3);
  },
  estimators: (algorithm: Algorithm) => {
    // @ts-expect-error settings cannot be changed
    algorithm.stepSize = 1;
    // @ts-expect-error there are no such weights
    checkAlgorithm({ ...algorithm, innerWeights: { kind: 'rewards' } });
  },
  'meta-learning': (problem: Problem<Task, string>, key: Key) => {
    const state = initialState(problem)(key);
    same<typeof state.optimizer, OptimizerState>(true);
    // What an outer update remembers is inferred from it.
    void iterate(problem)(state).then((next) => {
      if (next._tag === 'Right') same<(typeof next.right)[0], typeof state>(true);
    });
    // @ts-expect-error a state without parameters
    void iterate(problem)({ ...state, parameters: undefined });
  },
  optimizers: () => {
    const both = chain(clipByGlobalNorm(1), adam(0.1));
    // @ts-expect-error a gradient is no text
    both.init('gradient');
  },
  execution: (start: () => WebWorker<number, string>) => {
    type Squares = (jobs: readonly number[]) => Promise<readonly string[]>;
    const here: Squares = sequential((x: number) => String(x));
    // @ts-expect-error jobs are numbers
    void here(['3']);
    const run = (x: number) => Promise.resolve(String(x));
    const there: Squares = webWorkers<typeof run>({
      workers: 2,
      start,
      describe: (job) => job.toFixed(),
    }).map;
    // @ts-expect-error jobs are numbers
    void there(['3']);
    // @ts-expect-error what the function takes has to be said
    void webWorkers({ workers: 2, start, describe: (job) => job.toFixed() }).map([3]);
    type Pool<F extends JobFunction> = ReturnType<typeof workerPool<F>>;
    same<Pool<typeof run>, WorkerPool<number, string>>(true);
    same<Pool<Promise<typeof run>>, WorkerPool<number, string>>(true);
    same<Pool<(x: number) => string | Promise<string | undefined>>, WorkerPool<number, string | undefined>>(
      true,
    );
    // As a function gives it, not an unknown that has to be awaited.
    const generic = <A, B>(pool: Pool<(a: A) => B>, as: readonly A[]): Promise<readonly B[]> => pool.map(as);
    void generic;
  },
  laws: (policy: Policy) => {
    policyLaws({ policy });
    // @ts-expect-error a tolerance is a number
    policyLaws({ policy, tolerance: 'float32' });
  },
};

it('holds what the type-checker is to look at', () => {
  expect(Object.keys(claims)).toContain('policies');
});
