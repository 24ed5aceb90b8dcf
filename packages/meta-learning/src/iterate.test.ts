import { bernoulliBandit } from '@sgmrl/environments';
import { sum, surrogateValue, type Algorithm, type SurrogateData } from '@sgmrl/estimators';
import { adam, chain, clipByGlobalNorm, fromOptimizerSpec, sgd } from '@sgmrl/optimizers';
import { tabularSoftmax } from '@sgmrl/policies';
import { key } from '@sgmrl/prng';
import { axpy, meanOf, norm, scale, subtract } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import type { Metrics } from './conclude';
import { iterate } from './iterate';
import { plan } from './job';
import { inThisThread } from './maps';
import { ascent } from './outer-update/ascent';
import type { OuterUpdate } from './outer-update/outer-update';
import { probe } from './outer-update/probe';
import { proximal } from './outer-update/proximal';
import { trustRegion, type TrustRegionSettings } from './outer-update/trust-region';
import type { Problem } from './problem';
import { run, type Contribution } from './run';
import { initialState, type MetaState } from './state';
import { algorithm, brokenAt, tabularProblem } from './testing/problems';

const region: TrustRegionSettings = {
  maxKl: 0.01,
  damping: 1e-5,
  conjugateGradientSteps: 6,
  backtracks: 10,
  backtrackRatio: 0.8,
};
const surrogateOfSteps = { clip: 0.2, klPenalty: 0.01 };
const smallSteps = fromOptimizerSpec({ kind: 'adam', learningRate: 0.01 });
const steps = proximal({ ...surrogateOfSteps, steps: 4 }, smallSteps);

const problemWith = <Memory>(update: OuterUpdate<Memory>, changes?: Partial<Algorithm>) => ({
  ...tabularProblem,
  algorithm: { ...algorithm, ...changes },
  update,
});

const startOf = <Task, State, Memory>(problem: Problem<Task, State, Memory>) => initialState(problem)(key(3));

const iterated = async <Task, State, Memory>(
  problem: Problem<Task, State, Memory>,
): Promise<readonly [MetaState<Memory>, Metrics]> => {
  const result = await iterate(problem)(startOf(problem));
  if (E.isLeft(result)) throw new Error(result.left.what);
  return result.right;
};

const contributionsTo = <Task, State, Memory>(
  problem: Problem<Task, State, Memory>,
): readonly Contribution[] =>
  plan(problem)(startOf(problem)).map((job) => {
    const result = run(problem)(job);
    if (E.isLeft(result)) throw new Error(result.left.what);
    return result.right;
  });

const dataOf = ({ data }: Contribution): SurrogateData => {
  if (data === undefined) throw new Error('expected data');
  return data;
};

it('ascends: θ_1 = θ_0 + β · the mean of the tasks’ meta-gradients', async () => {
  const problem = problemWith(ascent(sgd(0.5)));
  const [state, metrics] = await iterated(problem);
  const contributions = contributionsTo(problem);
  const gradient = meanOf(contributions.map((task) => task.gradient));
  expect(state.parameters).toEqual(axpy(0.5, gradient, startOf(problem).parameters));
  expect(contributions.every(({ data }) => data === undefined)).toBe(true);
  expect(metrics.surrogate).toBeUndefined();
  expect(metrics.timesteps).toBe((2 * 4 + 5) * 4 * 3);
});

it('takes any chain of gradient transformations', async () => {
  const problem = problemWith(ascent(chain(clipByGlobalNorm(0.01), sgd(1))));
  const [state, { gradientNorm }] = await iterated(problem);
  expect(gradientNorm).toBeGreaterThan(0.1);
  expect(norm(subtract(state.parameters, startOf(problem).parameters))).toBeCloseTo(0.01, 12);
  const [, [moments]] = (await iterated(problemWith(ascent(chain(clipByGlobalNorm(1), adam(0.1))))))[0]
    .optimizer;
  expect(moments.step).toBe(1);
});

it('names the task that failed, and asks nothing then', async () => {
  const problem = { ...brokenAt(2), update: trustRegion(region) };
  const probes = () => Promise.reject(new Error('asked'));
  const failed = await iterate(problem, { ...inThisThread(problem), probes })(startOf(problem));
  expect(failed).toMatchObject({ left: { what: 'reward', iteration: 1, task: 0, step: 2 } });
});

describe.each([
  ['trust-region', problemWith(trustRegion(region)), {}],
  ['trust-region without debiasing', problemWith(trustRegion(region), { estimator: 'maml' }), {}],
  ['proximal', problemWith(steps), surrogateOfSteps],
  [
    'proximal with the ratio inside',
    problemWith(steps, { estimator: sum('curvature', 'lvc') }),
    surrogateOfSteps,
  ],
  ['trust-region without inner steps', problemWith(trustRegion(region), { innerSteps: 0 }), {}],
])('%s', (_, problem, shape) => {
  it('gains, and reports the mean of gain and divergence over the tasks at the new parameters', async () => {
    const [state, { surrogate }] = await iterated(problem);
    const values = contributionsTo(problem).map((task) =>
      surrogateValue(problem.policy, problem.algorithm, shape)(dataOf(task), state.parameters),
    );
    const mean = (pick: (value: (typeof values)[number]) => number) =>
      values.reduce((total, value) => total + pick(value), 0) / values.length;
    expect(surrogate?.gain).toBeCloseTo(
      mean(({ gain }) => gain),
      14,
    );
    expect(surrogate?.divergence).toBeCloseTo(
      mean(({ divergence }) => divergence),
      14,
    );
    expect(surrogate?.gain).toBeGreaterThan(0);
  });

  it('gives the same bits wherever jobs and probes go', async () => {
    const elsewhere = await iterate(problem, {
      jobs: (jobs) => Promise.resolve(structuredClone(structuredClone(jobs).map(run(problem)))),
      probes: (probes) => Promise.resolve(structuredClone(structuredClone(probes).map(probe(problem)))),
    })(startOf(problem));
    expect(elsewhere).toEqual(E.right(await iterated(problem)));
  });
});

it('keeps the divergence of the adapted policies within the region, and near its border', async () => {
  const [, { surrogate }] = await iterated(problemWith(trustRegion(region)));
  expect(surrogate?.divergence).toBeLessThanOrEqual(0.01);
  expect(surrogate?.divergence).toBeGreaterThan(0.004);
});

it('leaves the parameters as they are where no step fits the region', async () => {
  const problem = problemWith(trustRegion({ ...region, maxKl: 1e-300 }));
  const [state, { surrogate, iteration }] = await iterated(problem);
  expect(state.parameters).toEqual(startOf(problem).parameters);
  expect(surrogate).toEqual({ gain: 0, divergence: 0 });
  expect(iteration).toBe(1);
});

it('is the step along the meta-gradient for one proximal step', async () => {
  const [one] = await iterated(problemWith(proximal({ ...surrogateOfSteps, steps: 1 }, smallSteps)));
  const [plain] = await iterated(problemWith(ascent(smallSteps)));
  expect(one).toEqual(plain);
});

it('names the task whose surrogate has no finite gradient', async () => {
  const problem = problemWith(steps);
  const broken = await iterate(problem, {
    ...inThisThread(problem),
    probes: (probes) => Promise.resolve(probes.map(({ index }) => (index === 1 ? [NaN] : [1]))),
  })(startOf(problem));
  expect(broken).toMatchObject({ left: { what: 'gradient', iteration: 1, task: 1 } });
});

it('names the trust region, not a task, where its direction is not finite', async () => {
  const problem = problemWith(trustRegion(region));
  const broken = await iterate(problem, {
    ...inThisThread(problem),
    // No curvature but that which damping adds, and less that.
    probes: (probes) =>
      Promise.resolve(
        probes.map(({ question }) =>
          question.kind === 'curvature' ? scale(-region.damping, question.direction) : [0, 0],
        ),
      ),
  })(startOf(problem));
  expect(broken).toMatchObject({ left: { what: 'direction', iteration: 1, task: undefined } });
});

it('takes a step of no number for a failure, not for none that gains', async () => {
  const problem = problemWith(trustRegion({ ...region, conjugateGradientSteps: 1 }));
  const broken = await iterate(problem, {
    ...inThisThread(problem),
    // Negative curvature has no border of a region.
    probes: (probes) =>
      Promise.resolve(
        probes.map(({ question }) =>
          question.kind === 'curvature' ? scale(-1 - region.damping, question.direction) : [0, 0],
        ),
      ),
  })(startOf(problem));
  expect(broken).toMatchObject({ left: { what: 'parameters', iteration: 1, task: undefined } });
});

it('solves for the direction on a bandit with two arms, however many steps it may take', async () => {
  const bandit = {
    ...problemWith(trustRegion({ ...region, conjugateGradientSteps: 1000 }), { innerSteps: 1 }),
    tasks: bernoulliBandit({ kind: 'bernoulli-bandit', arms: 2, horizon: 5 }),
    policy: tabularSoftmax(1, 2),
  };
  for (let seed = 0; seed < 20; seed++) {
    const next = await iterate(bandit)(initialState(bandit)(key(seed)));
    expect(next).toMatchObject({ _tag: 'Right' });
  }
});
