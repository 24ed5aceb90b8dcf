import * as fc from 'fast-check';
import { presets } from '../configuration/presets';
import { trpoMaml } from '../configuration/algorithms';
import type { Config } from '../configuration/config';
import { environmentsIn, settingsOf } from './varied';

const config = presets['tabular-quick'].config;
const withAlgorithm = (changes: Partial<Config['algorithm']>): Config => ({
  ...config,
  algorithm: { ...config.algorithm, ...changes },
});

/** What each of some runs is called, beside its algorithm. */
const labels = (...configs: readonly Config[]) =>
  settingsOf(configs).map((settings) => settings.map(({ label }) => label));

it('gives nothing to runs that differ in seed, algorithm and inner steps', () => {
  expect(
    labels(
      config,
      { ...config, seed: 7 },
      withAlgorithm({ estimator: 'maml' }),
      withAlgorithm({ innerSteps: 3 }),
    ),
  ).toEqual([[], [], [], []]);
});

it('names the fields in which runs differ, with the whole path', () => {
  const steep = { ...config, optimizer: { ...config.optimizer, learningRate: 0.5 } };
  const long = withAlgorithm({ stepSize: 0.25, metaBatchSize: 7 });
  const [first, second, third] = settingsOf([config, steep, long]);
  expect(second.map(({ path, label }) => [path, label])).toEqual([
    ['algorithm.stepSize', `stepSize=${String(config.algorithm.stepSize)}`],
    ['algorithm.metaBatchSize', `metaBatchSize=${String(config.algorithm.metaBatchSize)}`],
    ['optimizer.learningRate', 'learningRate=0.5'],
  ]);
  expect(first.map(({ path }) => path)).toEqual(second.map(({ path }) => path));
  expect(third.map(({ label }) => label)).toContain('stepSize=0.25');
});

it('names the kind alone where other fields come with it, and fields of one kind that differ', () => {
  const sgd = (learningRate: number): Config => ({ ...config, optimizer: { kind: 'sgd', learningRate } });
  const adam: Config = { ...config, optimizer: { ...config.optimizer, kind: 'adam', learningRate: 0.1 } };
  expect(labels(adam, sgd(0.1))).toEqual([['optimizer.kind=adam'], ['optimizer.kind=sgd']]);
  expect(labels(adam, sgd(0.1), sgd(0.2)).slice(1)).toEqual([
    ['optimizer.kind=sgd', 'learningRate=0.1'],
    ['optimizer.kind=sgd', 'learningRate=0.2'],
  ]);
});

it('says nothing of a field that a run does not use', () => {
  const rate = (learningRate: number, changes: Partial<Config['algorithm']>, iterations = 1): Config => ({
    ...withAlgorithm(changes),
    iterations,
    optimizer: { kind: 'sgd', learningRate },
  });
  const maml = { estimator: 'maml' } as const;
  const random = rate(0.1, { ...maml, innerSteps: 0 }, 0);
  const trustRegion = rate(1, { ...maml, outerUpdate: trpoMaml.outerUpdate });
  expect(labels(rate(0.1, maml), rate(0.2, maml), random, trustRegion)).toEqual([
    ['learningRate=0.1'],
    ['learningRate=0.2'],
    [],
    [],
  ]);
});

it('takes what an algorithm brings along for no difference, but for runs of one algorithm', () => {
  const region = (maxKl: number): Config => ({
    ...withAlgorithm({
      outerUpdate: {
        kind: 'trust-region',
        maxKl,
        damping: 0.1,
        conjugateGradientSteps: 10,
        backtracks: 5,
        backtrackRatio: 0.5,
      },
    }),
    optimizer: { kind: 'sgd', learningRate: 1 },
  });
  expect(labels(config, region(0.01))).toEqual([[], []]);
  expect(labels(config, region(0.01), region(0.02))).toEqual([[], ['maxKl=0.01'], ['maxKl=0.02']]);
  const { environment } = config;
  if (environment.kind === 'task-aware') throw new Error('the preset does not tell tasks');
  const oracle = (...hidden: readonly number[]): Config => ({
    ...withAlgorithm({ estimator: 'maml', innerSteps: 0 }),
    environment: { kind: 'task-aware', environment },
    policy: { kind: 'categorical-mlp', hidden, activation: 'tanh' },
  });
  expect(labels(config, oracle(32, 32))).toEqual([[], []]);
  expect(labels(oracle(32, 32), oracle(8))).toEqual([['hidden=[32,32]'], ['hidden=[8]']]);
});

it('tells long values apart that begin alike, and where a field is missing', () => {
  const deep = (last: number): Config => ({
    ...config,
    policy: {
      kind: 'categorical-mlp',
      hidden: [...Array.from({ length: 30 }, () => 32), last],
      activation: 'tanh',
    },
  });
  const [[one], [other]] = labels(deep(1), deep(2));
  expect(one).toMatch(/^hidden=\[32,32.*…/);
  expect(one).not.toBe(other);
  expect(one.length).toBeLessThan(70);
  const clipped = { ...config, optimizer: { ...config.optimizer, maxNorm: 2 } };
  expect(labels(config, clipped)).toEqual([['no maxNorm'], ['maxNorm=2']]);
});

it('puts runs of one environment together, and names what tells environments apart', () => {
  const { environment } = config;
  if (environment.kind === 'task-aware') throw new Error('the preset does not tell tasks');
  const told: Config = { ...config, environment: { kind: 'task-aware', environment } };
  const navigation = presets['navigation-2d-quick'].config;
  if (navigation.environment.kind !== 'navigation-2d') throw new Error('expected navigation');
  const short: Config = { ...navigation, environment: { ...navigation.environment, horizon: 12 } };
  expect(environmentsIn([config, navigation, told, short])).toEqual([
    { name: 'tabular', members: [0, 2] },
    { name: `navigation-2d, horizon=${String(navigation.environment.horizon)}`, members: [1] },
    { name: 'navigation-2d, horizon=12', members: [3] },
  ]);
});

it('gives two runs of one algorithm and ζ the same settings exactly where their configurations are the same', () => {
  const weights = fc.constantFrom<Config['algorithm']['innerWeights']>(
    { kind: 'reward-to-go' },
    { kind: 'advantage', lambda: 1 },
  );
  const optimizers = fc.constantFrom<Config['optimizer']>(
    { kind: 'sgd', learningRate: 0.1 },
    { kind: 'sgd', learningRate: 0.1, maxNorm: 1 },
    { kind: 'momentum', learningRate: 0.1, decay: 0.5 },
    { kind: 'adam', learningRate: 0.1 },
    { kind: 'adam', learningRate: 0.2, beta1: 0.5 },
  );
  const configs = fc
    .record({
      seed: fc.nat(3),
      iterations: fc.integer({ min: 1, max: 2 }),
      estimator: fc.constantFrom('maml' as const, 'dice' as const),
      innerSteps: fc.integer({ min: 1, max: 2 }),
      stepSize: fc.constantFrom(0.5, 1),
      innerWeights: weights,
      optimizer: optimizers,
    })
    .map(({ seed, iterations, optimizer, ...algorithm }): Config => ({
      ...withAlgorithm(algorithm),
      seed,
      iterations,
      optimizer,
    }));
  fc.assert(
    fc.property(fc.array(configs, { minLength: 2, maxLength: 8 }), (all) => {
      const settings = settingsOf(all).map((one) => JSON.stringify(one));
      const places = all.map(({ algorithm: { estimator, innerSteps } }, i) =>
        JSON.stringify([estimator, innerSteps, settings[i]]),
      );
      const contents = all.map((one) => JSON.stringify({ ...one, seed: 0 }));
      for (const [i, place] of places.entries())
        for (const [j, other] of places.entries()) expect(place === other).toBe(contents[i] === contents[j]);
    }),
  );
});

it('looks into the links of chains', () => {
  const chain = (first: number, second: number, more = false): Config => ({
    ...config,
    optimizer: {
      kind: 'chain',
      of: [
        { kind: 'adam', learningRate: first },
        { kind: 'sgd', learningRate: second },
        ...(more ? [{ kind: 'sgd', learningRate: 1 } as const] : []),
      ],
    },
  });
  const [[one]] = settingsOf([chain(0.01, 1), chain(0.1, 1)]);
  expect(one).toEqual({
    path: 'optimizer.of.0.learningRate',
    name: 'learningRate',
    shown: '0.01',
    label: 'learningRate=0.01',
  });
  expect(labels(chain(0.01, 1), chain(0.1, 2))).toEqual([
    ['0.learningRate=0.01', '1.learningRate=1'],
    ['0.learningRate=0.1', '1.learningRate=2'],
  ]);
  // Chains of other lengths are other values.
  expect(labels(chain(1, 1), chain(1, 1, true)).map(([label]) => label)).toEqual([
    expect.stringMatching(/^of=/),
    expect.stringMatching(/^of=/),
  ]);
});
