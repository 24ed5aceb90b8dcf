import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sum, type Term } from '@sgmrl/estimators';
import * as E from 'fp-ts/lib/Either.js';
import type { Config } from '../configuration/config';
import type { IterationRecord } from '../run/metrics-file';
import { startRun } from './train';

const normalised = { kind: 'normalised-advantage', lambda: 0.97 } as const;

const algorithm: Config['algorithm'] = {
  estimator: 'sg-mrl',
  innerSteps: 1,
  stepSize: 0.1,
  discount: 0.99,
  metaBatchSize: 4,
  trajectories: 4,
  evaluationTrajectories: 2,
  innerWeights: normalised,
  outerWeights: normalised,
};

/** Two arms, one pull: two outer trajectories often earn the same. */
const bandit: Config = {
  version: 1,
  seed: 1,
  iterations: 3,
  environment: { kind: 'bernoulli-bandit', arms: 2, horizon: 1 },
  policy: { kind: 'tabular-softmax', initialScale: 0 },
  algorithm,
  optimizer: { kind: 'sgd', learningRate: 0.1 },
};

/** One state, two actions: what each earns in every one of so many steps. */
const paying = (rewards: readonly [number, number], horizon: number): Config['environment'] => ({
  kind: 'tabular',
  mdps: [{ initial: [1], transitions: [[[1], [1]]], rewards: [rewards], horizon }],
});

const folder = mkdtempSync(join(tmpdir(), 'sgmrl-equal-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

let runs = 0;
const train = async (config: Config) => {
  const records: IterationRecord[] = [];
  const trained = await startRun(config, join(folder, String(runs++)), {
    workers: { threads: 0, module: '' },
    onStart: () => undefined,
    onIteration: (record) => records.push(record),
    stopRequested: () => false,
  })();
  if (E.isLeft(trained)) throw new Error(trained.left.kind);
  return { records, summary: trained.right.summary };
};

it('trains on by ordinary steps where outer batches earn alike', async () => {
  for (const part of ['algorithm-1', 'trajectory-baseline', 'leave-group-out'] as const)
    for (const seed of [1, 2, 3, 4, 5]) {
      const { records } = await train({
        ...bandit,
        seed,
        algorithm: { ...algorithm, estimator: sum('curvature', part) },
      });
      for (const { gradientNorm } of records) expect(gradientNorm).toBeLessThan(20);
    }
});

it('trains on by ordinary steps where returns hardly differ', async () => {
  for (const part of ['algorithm-1', 'trajectory-baseline', 'leave-group-out'] as const) {
    const { records, summary } = await train({
      ...bandit,
      iterations: 20,
      environment: paying([1, 1.0001], 1),
      algorithm: { ...algorithm, estimator: sum('curvature', part), evaluationTrajectories: 4 },
    });
    // ‖S‖ is at most √2 N, and counts at most 10 times.
    for (const { gradientNorm } of records) expect(gradientNorm).toBeLessThan(10 * Math.SQRT2 * 4 + 2);
    expect(summary.firstLeap).toBe(undefined);
  }
});

it.each<[Term, number, number]>([
  ['algorithm-1', 1, 1],
  ['algorithm-1', 20, 100],
  ['leave-one-out', 4, 7],
  ['leave-group-out', 5, 30],
])(
  'says that nothing is told where all actions earn alike (%s, N = %i, H = %i)',
  async (part, n, horizon) => {
    for (const reward of [0, 1, 1e8]) {
      const { records, summary } = await train({
        ...bandit,
        environment: paying([reward, reward], horizon),
        algorithm: {
          ...algorithm,
          estimator: sum('curvature', part),
          trajectories: n,
          evaluationTrajectories: n,
        },
      });
      for (const { gradientNorm, uninformative } of records)
        expect([gradientNorm, uninformative]).toEqual([0, true]);
      expect(summary.uninformative).toBe(3);
    }
  },
);

it('says so of weights that no baseline makes zero', async () => {
  const toGo = { kind: 'reward-to-go' } as const;
  const { records } = await train({
    ...bandit,
    environment: paying([1, 1], 5),
    algorithm: { ...algorithm, innerWeights: toGo, outerWeights: toGo },
  });
  for (const { gradientNorm, uninformative } of records) {
    expect(gradientNorm).toBeGreaterThan(0);
    expect(uninformative).toBe(true);
  }
});

it('says nothing where returns differ', async () => {
  const { records, summary } = await train({ ...bandit, environment: paying([0, 1], 5) });
  for (const { uninformative } of records) expect(uninformative).toBe(undefined);
  expect(summary.uninformative).toBe(undefined);
});
