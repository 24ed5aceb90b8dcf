import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { key, split } from '@sgmrl/prng';
import * as E from 'fp-ts/lib/Either.js';
import type { Config } from '../configuration/config';
import { presets } from '../configuration/presets';
import { describeError } from '../errors/experiment-error';
import { evaluateRun } from './evaluate';
import { loadPolicy, type LoadedPolicy } from './load-policy';
import { startRun } from './train';

/** One state, two actions, one step: the second earns 1. */
const coin: Config = {
  version: 1,
  seed: 1,
  iterations: 5,
  environment: {
    kind: 'tabular',
    mdps: [{ initial: [1], transitions: [[[1], [1]]], rewards: [[0, 1]], horizon: 1 }],
  },
  policy: { kind: 'tabular-softmax', initialScale: 0 },
  algorithm: {
    estimator: 'maml',
    innerSteps: 2,
    stepSize: 0.5,
    discount: 1,
    metaBatchSize: 2,
    trajectories: 10,
    evaluationTrajectories: 10,
    innerWeights: { kind: 'reward-to-go' },
    outerWeights: { kind: 'reward-to-go' },
  },
  optimizer: { kind: 'sgd', learningRate: 1 },
};

const right = <A>(either: E.Either<Parameters<typeof describeError>[0], A>): A => {
  if (E.isLeft(either)) throw new Error(describeError(either.left));
  return either.right;
};

const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });

describe('loadPolicy', () => {
  let folder = '';
  const at = (name: string) => join(folder, name);
  const train = async (name: string, config: Config): Promise<LoadedPolicy> => {
    right(
      await startRun(config, at(name), {
        workers: { threads: 0, module: '' },
        onStart: () => undefined,
        onIteration: () => undefined,
        stopRequested: () => false,
      })(),
    );
    return right(await loadPolicy(at(name))());
  };
  let loaded: LoadedPolicy;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-load-'));
    loaded = await train('coin', coin);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('acts as often as the softmax of what was learned says, and greedily by the greater logit', () => {
    const [first, second] = Array.from(loaded.learned.parameters);
    expect(loaded.iteration).toBe(5);
    expect(second).toBeGreaterThan(first);
    const p = 1 / (1 + Math.exp(first - second));
    const n = 4000;
    const ones = split(key(3), n).filter((one) => loaded.act([0], one)[0] === 1).length;
    expect(Math.abs(ones / n - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / n));
    expect(Array.from(loaded.greedy([0]))).toEqual([1]);
    expect(() => loaded.act([1], key(1))).toThrow(RangeError);
    expect(() => loaded.greedy([0, 0])).toThrow(RangeError);
  });

  it('adapts on a batch: θ + (α/N) Σ w (e_a − π), and stays as it was', () => {
    const [first, second] = Array.from(loaded.learned.parameters);
    const batch = {
      trajectories: 1,
      steps: 1,
      observations: column([0]),
      actions: column([0]),
      rewards: [4],
      mask: [1],
      lengths: [1],
    };
    const adapted = right(loaded.adaptOn(batch));
    const p = 1 / (1 + Math.exp(first - second));
    expect(adapted.learned.parameters[0]).toBeCloseTo(first + 0.5 * 4 * p, 12);
    expect(adapted.learned.parameters[1]).toBeCloseTo(second - 0.5 * 4 * p, 12);
    expect(Array.from(loaded.learned.parameters)).toEqual([first, second]);
    expect(Array.from(right(adapted.adaptOn(batch)).greedy([0]))).toEqual([0]);
    expect(() => loaded.adaptOn({ ...batch, lengths: [2] })).toThrow(RangeError);
  });

  it('adapts to a task by as many inner steps as are asked for', () => {
    const task = loaded.sampleTask(key(5));
    const steps = (innerSteps?: number) =>
      Array.from(right(loaded.adaptTo(task, key(6), innerSteps)).learned.parameters);
    expect(steps(0)).toEqual(Array.from(loaded.learned.parameters));
    expect(steps()).toEqual(steps(2));
    // Only action 1 is ever paid, so that each step leads there.
    expect(steps(1)[1]).toBeGreaterThan(steps(0)[1]);
    expect(steps(2)[1]).toBeGreaterThan(steps(1)[1]);
  });

  it('refuses what is no task of its environment', async () => {
    const navigation = await train('navigation', {
      ...presets['navigation-2d-quick'].config,
      iterations: 0,
    });
    const refused = navigation.adaptTo(['north'], key(1));
    expect(E.isLeft(refused) && describeError(refused.left)).toMatch(/^task: .* wrong\n {2}.*found/);
    expect(navigation.greedy([0, 0])).toHaveLength(2);
    expect(E.isRight(navigation.adaptTo(navigation.sampleTask(key(1)), key(2), 1))).toBe(true);
  });

  it('adapts with the scales that training has left', async () => {
    const scaled = { kind: 'scaled-advantage', lambda: 1, scale: 'state' } as const;
    const { adaptTo, sampleTask, learned } = await train('scaled', {
      ...coin,
      algorithm: { ...coin.algorithm, innerWeights: scaled, outerWeights: scaled },
    });
    expect(learned.scales?.inner).toBeGreaterThan(0);
    const adapted = right(adaptTo(sampleTask(key(1)), key(1)));
    expect(adapted.learned.scales).toEqual(learned.scales);
  });

  it('adapts with learned step sizes', async () => {
    const { learned, adaptOn } = await train('step-sizes', {
      ...coin,
      algorithm: { ...coin.algorithm, learnStepSizes: true },
    });
    const rho = Array.from(learned.logStepSizes ?? []);
    const [first, second] = Array.from(learned.parameters);
    const one = { observations: column([0]), actions: column([0]), rewards: [4], mask: [1], lengths: [1] };
    const adapted = right(adaptOn({ trajectories: 1, steps: 1, ...one }));
    const p = 1 / (1 + Math.exp(first - second));
    expect(rho.every((x) => x !== 0)).toBe(true);
    expect(adapted.learned.parameters[0]).toBeCloseTo(first + 0.5 * Math.exp(rho[0]) * 4 * p, 10);
    expect(adapted.learned.parameters[1]).toBeCloseTo(second - 0.5 * Math.exp(rho[1]) * 4 * p, 10);
  });

  it('acts and adapts with the moments of observations that training has left', async () => {
    const { config } = presets['navigation-2d-quick'];
    const run = await train('normalised', {
      ...config,
      iterations: 1,
      algorithm: { ...config.algorithm, metaBatchSize: 2, observationNormalisation: { clip: 5 } },
    });
    const { learned, policy, greedy, sampleTask, adaptTo } = run;
    const moments = learned.observationMoments;
    if (moments === undefined) throw new Error('expected moments');
    // Beyond the clip nothing changes any more.
    const far = Array.from(moments.mean, (m, i) => m + 6 * Math.sqrt(moments.squares[i] / moments.count));
    expect(greedy(far)).toEqual(greedy(far.map((x) => 2 * x + 10)));
    expect(greedy(far)).not.toEqual(greedy([0, 0]));
    expect(policy.name).toMatch(/^normalised /);
    const adapted = right(adaptTo(sampleTask(key(1)), key(1)));
    expect(adapted.learned.observationMoments).toEqual(moments);
    expect(right(run.evaluate({ tasks: 2 }))).toHaveLength(config.algorithm.innerSteps + 1);
  });

  it('measures what evaluateRun measures', async () => {
    const evaluation = right(await evaluateRun(at('coin'), { tasks: 3, seed: 9 })());
    expect(right(loaded.evaluate({ tasks: 3, seed: 9 }))).toEqual(
      evaluation.rows.map(({ trained }) => trained),
    );
  });

  it('says what is wrong with a run', async () => {
    const loading = await loadPolicy(at('nowhere'))();
    expect(E.isLeft(loading) && describeError(loading.left)).toMatch(/it holds no run/);
  });
});
