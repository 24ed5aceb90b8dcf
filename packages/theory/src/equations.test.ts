import { key, foldIn } from '@sgmrl/prng';
import { tabularSoftmax } from '@sgmrl/policies';
import * as fc from 'fast-check';
import { catalogue, traceEstimator } from './catalogue';
import type { Given } from '@sgmrl/estimators';
import { equations, type Equation } from './equations';
import { sampledTrace } from './exact/sampled-trace';
import { asAlgorithm, type Setting } from './setting';
import { randomLogits, randomMdp, right } from './testing/examples';
import { trajectorySupport } from './exact/trajectory-support';

const cases = fc.record({
  seed: fc.integer({ min: 0, max: 10_000 }),
  horizon: fc.integer({ min: 1, max: 3 }),
  innerSteps: fc.integer({ min: 1, max: 2 }),
  trajectories: fc.integer({ min: 1, max: 3 }),
  stepSize: fc.constantFrom(0, 0.4, 1.3),
  innerWeights: fc.constantFrom(
    { kind: 'reward-to-go' as const },
    { kind: 'advantage' as const, lambda: 0.7 },
  ),
});

type Case = typeof cases extends fc.Arbitrary<infer C> ? C : never;

/** Whether a case meets the conditions. */
const meets = (given: Given, { horizon, trajectories, stepSize, innerWeights }: Case): boolean =>
  (given.trajectories === undefined || given.trajectories === trajectories) &&
  (given.stepSize === undefined || given.stepSize === stepSize) &&
  (given.horizon === undefined || given.horizon === horizon) &&
  (given.decay === undefined || innerWeights.kind === 'reward-to-go');

const named = (name: string) => {
  const entry = catalogue.find((candidate) => candidate.name === name);
  if (entry === undefined) throw new Error(name);
  return entry;
};

/** How far the two sides are from each other on the data of a case. */
const difference = ({ left, right: other }: Equation, { seed, horizon, ...sizes }: Case): number => {
  const setting: Setting = { ...sizes, evaluationTrajectories: 2, discount: 0.9 };
  const trace = sampledTrace(
    right(trajectorySupport(randomMdp(seed, 2, 2, horizon))),
    tabularSoftmax(2, 2),
    asAlgorithm(setting, named(left)),
  )(randomLogits(seed, 4), foldIn(key(seed), 3));
  const [x, y] = [left, other].map((name) =>
    traceEstimator(named(name), { states: 2, actions: 2 }, setting).estimate(trace),
  );
  return Math.hypot(...Array.from(x, (entry, i) => entry - y[i]));
};

/** Those that a person knows from the literature or from the definitions. */
const known: readonly (readonly [string, string, string])[] = [
  ['algorithm-1', 'e-maml', 'N = 1'],
  ['maml', 'fomaml', 'α = 0'],
  ['maml', 'leave-one-out', 'α = 0'],
  ['maml', 'first-order', 'α = 0'],
  ['dice', 'loaded-dice', 'the weights do not fade (κ = 1)'],
  ['dice', 'taypo-2', 'the weights do not fade (κ = 1)'],
  ['first-order', 'lvc', 'H = 1'],
  ['full-hessian', 'lvc', 'H = 1'],
  ['dice', 'lvc', 'H = 1'],
];

it.each(known)('%s = %s when %s is found', (left, other, when) => {
  expect(equations).toContainEqual(expect.objectContaining({ left, right: other, when }));
});

it.each(equations.map((equation) => [equation.left, equation.right, equation.when, equation] as const))(
  '%s = %s when %s, on all data that meet it, and not otherwise',
  (_left, _right, _when, equation) => {
    const all = fc.sample(cases, { numRuns: 60 });
    const inside = all.filter((one) => meets(equation.given, one));
    const outside = all.filter((one) => !meets(equation.given, one));
    expect(inside.length).toBeGreaterThan(5);
    for (const one of inside) expect(difference(equation, one)).toBeLessThan(1e-12);
    if (equation.when !== 'always')
      // A million times what rounding does.
      expect(Math.max(...outside.map((one) => difference(equation, one)))).toBeGreaterThan(1e-6);
  },
);
