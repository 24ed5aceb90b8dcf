import { builtIn, optimizerOf } from '@sgmrl/experiments';
import { navigation2d, navigation2dDefault } from '@sgmrl/environments';
import { ascent, initialState, plan, run, type MetaState } from '@sgmrl/meta-learning';
import type { Policy } from '@sgmrl/policies';
import { gaussianMlp, initializeBackend } from '@sgmrl/policies-tfjs';
import { key } from '@sgmrl/prng';
import { meanOf, norm, subtract, type Vector } from '@sgmrl/vector';
import * as tf from '@tensorflow/tfjs-core';
import * as E from 'fp-ts/lib/Either.js';
import { algorithmFor, configOf, navigation, type BenchSetting } from '../setting';
import { startStockTfjs, stockGaussianMlp } from './policy';

const small: BenchSetting = { ...navigation, tasks: 2, trajectories: 4, steps: 15, hidden: 12 };

const settings: Readonly<Record<string, BenchSetting>> = {
  none: small,
  'first-order': { ...small, debiasing: 'first-order' },
  'first-order-causal': { ...small, debiasing: 'first-order-causal' },
  'leave-one-out-linear': { ...small, debiasing: 'leave-one-out-linear' },
  'leave-one-out': { ...small, debiasing: 'leave-one-out' },
  'three inner steps': { ...small, debiasing: 'first-order', innerSteps: 3 },
};

/** The mean meta-gradient of one iteration from the initial parameters, rollouts included. */
const metaGradientOf = (policy: Policy, setting: BenchSetting): Vector => {
  const { optimizer, seed } = configOf(setting);
  const tasks = navigation2d({ ...navigation2dDefault, horizon: setting.steps });
  const problem = {
    tasks,
    policy,
    algorithm: algorithmFor(setting),
    update: ascent(optimizerOf(builtIn.optimizers)(optimizer)),
  };
  const state: MetaState = initialState(problem)(key(seed));
  const contributions = plan(problem)(state).map(run(problem));
  return meanOf(
    contributions.map((contribution) => {
      if (E.isLeft(contribution)) throw new Error(JSON.stringify(contribution.left));
      return contribution.right.gradient;
    }),
  );
};

const widths = [2, small.hidden, small.hidden, 2];
const stockGradients = new Map<string, Vector>();
let ours: Policy;
let tensorsLeft: number;

beforeAll(async () => {
  await startStockTfjs();
  const stock = stockGaussianMlp(widths);
  const before = tf.memory().numTensors;
  for (const [name, setting] of Object.entries(settings))
    stockGradients.set(name, metaGradientOf(stock, setting));
  tensorsLeft = tf.memory().numTensors - before;
  // Only now: it replaces kernels and gradients of tfjs.
  const backend = await initializeBackend();
  if (E.isLeft(backend)) throw new Error(backend.left.message);
  ours = gaussianMlp(backend.right)({
    observationSize: 2,
    actionSize: 2,
    hidden: [small.hidden, small.hidden],
    activation: 'tanh',
    initialLogStd: 0,
  });
});

it.each(Object.entries(settings))('one iteration gives the meta-gradient of ours: %s', (name, setting) => {
  const expected = metaGradientOf(ours, setting);
  const found = stockGradients.get(name) ?? [];
  expect(norm(subtract(found, expected))).toBeLessThan(1e-4 * norm(expected));
});

it('the debiasing parts and the number of steps make a difference that the comparison sees', () => {
  const none = stockGradients.get('none') ?? [];
  for (const [name, gradient] of stockGradients) {
    if (name !== 'none') expect(norm(subtract(gradient, none))).toBeGreaterThan(1e-2 * norm(none));
  }
});

it('only the parameters stay on the heap', () => {
  expect(tensorsLeft).toBe(widths.length * 2 - 1);
});
