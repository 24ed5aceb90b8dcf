import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { main, Terminal } from '@sgmrl/cli';
import { byKind, decodeWith, record, wholeNumber } from '@sgmrl/codecs';
import type { remoteMap, RemoteMap, RemoteMapOptions } from '@sgmrl/distributed';
import type { exp } from '@sgmrl/elementary';
import type { Environment, TaskDistribution } from '@sgmrl/environments';
import type { DirectionTask, halfCheetahDirection, Mujoco, RobotState } from '@sgmrl/environments-mujoco';
import { checkAlgorithm, type Algorithm } from '@sgmrl/estimators';
import {
  sequential,
  webWorkers,
  type workerPool,
  type JobFunction,
  type WebWorker,
  type WorkerPool,
} from '@sgmrl/execution';
import type { compare, decodeConfig, ExperimentError } from '@sgmrl/experiments';
import { policyLaws } from '@sgmrl/laws';
import { initialState, iterate, type Problem } from '@sgmrl/meta-learning';
import { adam, chain, clipByGlobalNorm, type OptimizerState } from '@sgmrl/optimizers';
import { asPolicy, fromThree, type Policy } from '@sgmrl/policies';
import type { gaussianMlp, initializeBackend, PolicySpec } from '@sgmrl/policies-tfjs';
import { key as keyOf, uniform, type Key, type split } from '@sgmrl/prng';
import type { html, lineChart, LineFigure } from '@sgmrl/report';
import { trajectoryBatch, type TrajectoryBatch } from '@sgmrl/rollouts';
import type { exactMoments, ExactMoments, MdpFile, Setting, TooLarge } from '@sgmrl/theory';
import { add, matrixFromRows, type Vector } from '@sgmrl/vector';
import type { HeapMatrix, LinearAlgebra, Matrices, Shapes, transposed } from '@sgmrl/wasm-kernels';

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
    void run(3);
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
  prng: (key: Key) => {
    same<ReturnType<typeof split>, readonly Key[]>(true);
    same<ReturnType<typeof uniform>, Float64Array>(true);
    // @ts-expect-error a key cannot be changed
    key[0] = 1;
    // @ts-expect-error a seed is no key
    uniform(7, 3);
    // @ts-expect-error a seed is no text
    keyOf('7');
  },
  elementary: (of: typeof exp) => {
    same<typeof of, (x: number) => number>(true);
    // @ts-expect-error one number
    of('1');
  },
  vector: (x: Vector) => {
    add([1, 2], Float64Array.of(3, 4));
    same<ReturnType<typeof add>, Float64Array>(true);
    // @ts-expect-error a vector is not changed through its type
    x[0] = 1;
    // @ts-expect-error rows are vectors
    matrixFromRows([1, 2]);
  },
  codecs: (value: unknown) => {
    const size = record('Size', { width: wholeNumber(1, 9) });
    // What a record holds is inferred from its fields.
    const decoded = decodeWith(size)(value);
    if (decoded._tag === 'Right') {
      same<typeof decoded.right.width, number>(true);
      // @ts-expect-error there is no such field
      void decoded.right.height;
    }
    // @ts-expect-error each kind needs its codec
    byKind<{ readonly kind: 'a' } | { readonly kind: 'b' }>('Either', {});
  },
  'wasm-kernels': (algebra: LinearAlgebra, turn: typeof transposed, matrix: HeapMatrix) => {
    // Each name of the shapes has a matrix.
    same<Matrices<'a' | 'b'>['a'], HeapMatrix>(true);
    // @ts-expect-error a shape has rows and columns
    const shapes: Shapes<'a'> = { a: [3] };
    void [algebra, shapes];
    // @ts-expect-error what is transposed is not transposed again
    turn(turn(matrix));
  },
  'policies-tfjs': (build: typeof gaussianMlp, start: typeof initializeBackend) => {
    void start().then((started) => {
      if (started._tag === 'Left') return;
      same<ReturnType<ReturnType<typeof build>>, Policy>(true);
      // @ts-expect-error sizes of layers are missing
      build(started.right)({});
    });
    // @ts-expect-error the backend has to be started
    build(start);
    // @ts-expect-error there is no such policy
    const spec: PolicySpec = { kind: 'linear' };
    void spec;
  },
  'environments-mujoco': (make: typeof halfCheetahDirection, mujoco: Mujoco) => {
    const made = make({ horizon: 200 } as Parameters<typeof make>[0])(mujoco);
    if (made._tag === 'Right') {
      same<typeof made.right, TaskDistribution<DirectionTask, RobotState>>(true);
      // @ts-expect-error a goal is no direction
      made.right.environment({ goal: [0, 0] });
    }
    // @ts-expect-error a specification is missing
    make()(mujoco);
  },
  theory: (moments: typeof exactMoments, { mdp }: MdpFile, setting: Setting) => {
    const found = moments(mdp, setting, [0])([]);
    if (found._tag === 'Right') same<typeof found.right, readonly ExactMoments[]>(true);
    else same<typeof found.left, TooLarge>(true);
    // @ts-expect-error a model cannot be changed
    mdp.horizon = 3;
    // @ts-expect-error estimators come in a list
    moments(mdp, setting, [0])();
  },
  distributed: (start: typeof remoteMap, options: RemoteMapOptions<number, string>) => {
    // Jobs and results are inferred from how results are read.
    void start(options).then((made) => {
      same<typeof made, RemoteMap<number, string>>(true);
      // @ts-expect-error jobs are numbers
      void made.map(['3']);
    });
    // @ts-expect-error results have to be read
    void start({ ...options, decodeResult: undefined });
  },
  experiments: (decode: typeof decodeConfig, run: typeof compare) => {
    const decoded = decode('a file')({});
    if (decoded._tag === 'Right') {
      // @ts-expect-error a configuration cannot be changed
      decoded.right.seed = 1;
    }
    // @ts-expect-error where the runs go is missing
    run({});
    // An error is known by its kind.
    same<string extends ExperimentError['kind'] ? true : false, false>(true);
  },
  report: (draw: typeof lineChart, write: typeof html, figure: LineFigure) => {
    // @ts-expect-error a figure has a format
    void draw(figure);
    // @ts-expect-error what stands in a page is text, a number or a part of one
    void write`a ${{ text: 'b' }}`;
  },
  cli: (run: typeof main, terminal: Terminal) => {
    same<Parameters<typeof run>, [args: readonly string[], terminal: Terminal]>(true);
    // @ts-expect-error arguments come in a list
    void run('train', terminal);
  },
};

it('has claims about every package', () => {
  expect(Object.keys(claims).sort()).toEqual(readdirSync(join(__dirname, '../../../packages')).sort());
});
