import { bernoulliBandit } from '@sgmrl/environments';
import {
  surrogateValue,
  type Algorithm,
  type OuterUpdate,
  type SurrogateData,
  type TrustRegionUpdate,
} from '@sgmrl/estimators';
import { fromSpec, type OptimizerSpec } from '@sgmrl/optimizers';
import { tabularSoftmax, type Policy } from '@sgmrl/policies';
import { key } from '@sgmrl/prng';
import { scale } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { plan } from '../job';
import type { JobMap } from '../job-map';
import { run } from '../run';
import { initialState } from '../state';
import { algorithm, tabularProblem } from '../testing/problems';
import { iterate } from '../train';
import { probe } from './probe';

const region: TrustRegionUpdate = {
  kind: 'trust-region',
  maxKl: 0.01,
  damping: 1e-5,
  conjugateGradientSteps: 6,
  backtracks: 10,
  backtrackRatio: 0.8,
};
const steps: OuterUpdate = { kind: 'proximal', clip: 0.2, klPenalty: 0.01, steps: 4 };

const problemWith = (outerUpdate: OuterUpdate, optimizer: OptimizerSpec, changes?: Partial<Algorithm>) => ({
  ...tabularProblem,
  algorithm: { ...algorithm, outerUpdate, ...changes },
  optimizer: fromSpec(optimizer),
});
const whole: OptimizerSpec = { kind: 'sgd', learningRate: 1 };
const adam: OptimizerSpec = { kind: 'adam', learningRate: 0.01 };
const start = initialState(problemWith(region, adam))(key(3));

const sequential =
  <A, B>(f: (a: A) => B): JobMap<A, B> =>
  (jobs) =>
    Promise.resolve(jobs.map(f));

const iterated = async (problem: ReturnType<typeof problemWith>) => {
  const state = initialState(problem)(key(3));
  const result = await iterate(problem, sequential(run(problem)))(state);
  if (E.isLeft(result)) throw new Error(result.left.what);
  return result.right;
};

const dataOf = (problem: ReturnType<typeof problemWith>): readonly SurrogateData[] =>
  plan(problem)(initialState(problem)(key(3))).map((job) => {
    const result = run(problem)(job);
    if (E.isLeft(result) || result.right.data === undefined) throw new Error('expected data');
    return result.right.data;
  });

describe.each([
  ['trust-region', problemWith(region, whole)],
  ['trust-region without debiasing', problemWith(region, whole, { debiasing: 'none' })],
  ['proximal', problemWith(steps, adam)],
  ['proximal with the ratio inside', problemWith(steps, adam, { debiasing: 'lvc' })],
  ['trust-region without inner steps', problemWith(region, whole, { innerSteps: 0 })],
])('%s', (_, problem) => {
  it('gains, and reports the mean of gain and divergence over the tasks at the new parameters', async () => {
    const [state, { surrogate }] = await iterated(problem);
    const values = dataOf(problem).map((data) =>
      surrogateValue(problem.policy, problem.algorithm)(data, state.parameters),
    );
    const mean = (pick: (value: (typeof values)[number]) => number) =>
      values.reduce((sum, value) => sum + pick(value), 0) / values.length;
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
    const elsewhere = await iterate(
      problem,
      (jobs) => Promise.resolve(structuredClone(structuredClone(jobs).map(run(problem)))),
      (probes) => Promise.resolve(structuredClone(structuredClone(probes).map(probe(problem)))),
    )(initialState(problem)(key(3)));
    expect(elsewhere).toEqual(E.right(await iterated(problem)));
  });
});

it('keeps the divergence of the adapted policies within the region, and near its border', async () => {
  const [, { surrogate }] = await iterated(problemWith(region, whole));
  expect(surrogate?.divergence).toBeLessThanOrEqual(0.01);
  expect(surrogate?.divergence).toBeGreaterThan(0.004);
});

it('leaves the parameters as they are where no step fits the region', async () => {
  const bounded = { ...region, maxKl: 1e-300 };
  const [state, { surrogate, iteration }] = await iterated(problemWith(bounded, whole));
  expect(state.parameters).toEqual(start.parameters);
  expect(surrogate).toEqual({ gain: 0, divergence: 0 });
  expect(iteration).toBe(1);
});

it('is the step along the meta-gradient for one proximal step', async () => {
  const problem = problemWith({ ...steps, steps: 1 }, adam);
  const plain = { ...problem, algorithm };
  const expected = await iterate(plain, sequential(run(plain)))(start);
  if (E.isLeft(expected)) throw new Error(expected.left.what);
  expect((await iterated(problem))[0]).toEqual(expected.right[0]);
});

it('names the task whose surrogate has no finite gradient', async () => {
  const problem = problemWith(steps, adam);
  const broken = await iterate(problem, sequential(run(problem)), (probes) =>
    Promise.resolve(probes.map(({ index }) => (index === 1 ? [NaN] : [1]))),
  )(start);
  expect(broken).toMatchObject({ left: { what: 'gradient', iteration: 1, task: 1 } });
});

it('names the trust region, not a task, where its direction is not finite', async () => {
  const problem = problemWith(region, whole);
  const broken = await iterate(problem, sequential(run(problem)), (probes) =>
    // No curvature but that which damping adds, and less that.
    Promise.resolve(
      probes.map(({ question }) =>
        question.kind === 'curvature' ? scale(-region.damping, question.direction) : [0, 0],
      ),
    ),
  )(start);
  expect(broken).toMatchObject({ left: { what: 'direction', iteration: 1, task: undefined } });
});

it('takes a step of no number for a failure, not for none that gains', async () => {
  const problem = problemWith({ ...region, conjugateGradientSteps: 1 }, whole);
  const broken = await iterate(problem, sequential(run(problem)), (probes) =>
    // Negative curvature has no border of a region.
    Promise.resolve(
      probes.map(({ question }) =>
        question.kind === 'curvature' ? scale(-1 - region.damping, question.direction) : [0, 0],
      ),
    ),
  )({ ...start, optimizer: problem.optimizer.init(start.parameters) });
  expect(broken).toMatchObject({ left: { what: 'parameters', iteration: 1, task: undefined } });
});

it('asks nothing at parameters that the policy cannot compute with', async () => {
  const policy: Policy = { ...tabularProblem.policy, precision: 'float32' };
  for (const update of [steps, region]) {
    const problem = { ...problemWith(update, { kind: 'sgd', learningRate: 1e45 }), policy };
    const asked: string[] = [];
    const stopped = await iterate(problem, sequential(run(problem)), (probes) => {
      asked.push(...probes.map(({ question }) => question.kind));
      return sequential(probe(problem))(probes);
    })({ ...start, optimizer: problem.optimizer.init(start.parameters) });
    expect(stopped).toMatchObject({ left: { what: 'parameters', iteration: 1, task: undefined } });
    // At the start, where a trust region asks for curvature alone, the parameters fit.
    expect(asked.filter((kind) => kind !== 'curvature')).toEqual([]);
  }
});

it('solves for the direction on a bandit with two arms, however many steps it may take', async () => {
  const bandit = {
    ...problemWith({ ...region, conjugateGradientSteps: 1000 }, whole, { innerSteps: 1 }),
    tasks: bernoulliBandit({ kind: 'bernoulli-bandit', arms: 2, horizon: 5 }),
    policy: tabularSoftmax(1, 2),
  };
  for (let seed = 0; seed < 20; seed++) {
    const next = await iterate(bandit, sequential(run(bandit)))(initialState(bandit)(key(seed)));
    expect(next).toMatchObject({ _tag: 'Right' });
  }
});
