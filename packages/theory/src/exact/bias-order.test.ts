import type { TabularMdp } from '@sgmrl/environments';
import {
  biasOf,
  centred,
  last,
  metaGradient,
  sum,
  times,
  transpose,
  unchained,
  weightFacts,
  window,
  type Order,
  type Term,
} from '@sgmrl/estimators';
import { tabularSoftmax } from '@sgmrl/policies';
import { advantagesOver, type Baseline, type Weights } from '@sgmrl/rollouts';
import { axpy, norm, subtract, zeros, type Vector } from '@sgmrl/vector';
import * as fc from 'fast-check';
import { adaptedValue } from './adapted-value';
import { outerExpectation } from './exact-moments';
import { asAlgorithm, type Setting } from '../setting';
import { randomLogits, randomMdp, right } from '../testing/examples';
import { adaptationsOf, unordered } from './traces';
import { trajectorySupport } from './trajectory-support';

const discount = 0.9;
/** Where an action leads is certain: 4 trajectories in the place of 16, whose sequences of batches are few enough. */
const certain: TabularMdp = {
  ...randomMdp(11, 2, 2, 2),
  initial: [1, 0],
  transitions: [
    [
      [1, 0],
      [0, 1],
    ],
    [
      [0, 1],
      [1, 0],
    ],
  ],
};
const mdps = { 1: randomMdp(11, 2, 2, 2), 2: certain } as const;
const supports = { 1: right(trajectorySupport(mdps[1])), 2: right(trajectorySupport(certain)) } as const;
const logits = randomLogits(11, 4);

const settingOf = (
  innerWeights: Weights,
  innerSteps: 1 | 2,
  trajectories: number,
  stepSize: number,
): Setting => ({
  innerSteps,
  trajectories,
  evaluationTrajectories: 1,
  stepSize,
  discount,
  innerWeights,
});

/** ‖E[Ĝ] − ∇V‖ / ‖∇V‖ over all inner batches, with exact evaluation. */
const biasAt = (estimator: Term, setting: Setting): number => {
  const innerSteps = setting.innerSteps === 1 ? 1 : 2;
  const [mdp, support] = [mdps[innerSteps], supports[innerSteps]];
  const estimate = metaGradient(tabularSoftmax(2, 2), asAlgorithm(setting, { estimator }));
  const outerAt = outerExpectation(mdp, discount);
  let mean: Vector = zeros(4);
  for (const { probability, steps, parameters } of adaptationsOf(unordered)(support, setting, logits))
    mean = axpy(probability, estimate({ steps, outer: outerAt(parameters) }), mean);
  const { gradient } = right(adaptedValue(mdp, setting))(logits);
  return norm(subtract(mean, gradient)) / norm(gradient);
};

/** The power of α by which the bias falls: NaN where there is none. */
const powerOf = (estimator: Term, weights: Weights, innerSteps: 1 | 2, trajectories: number): number => {
  const at = (stepSize: number) => biasAt(estimator, settingOf(weights, innerSteps, trajectories, stepSize));
  const [coarse, fine] = [at(0.002), at(0.001)];
  return coarse < 1e-10 ? NaN : Math.log2(coarse / fine);
};

const powers: Readonly<Record<Exclude<Order, '0'>, number>> = {
  'O(α²/N)': 2,
  'O(α²)': 2,
  'O(α)': 1,
  'O(1)': 0,
};

const weights: readonly Weights[] = [
  { kind: 'reward-to-go' },
  { kind: 'advantage', lambda: 0.8 },
  { kind: 'normalised-advantage', lambda: 0.8 },
];

const named: readonly Term[] = [
  'value',
  'left-out',
  'influence',
  'group-influence',
  'first-order',
  'full-hessian',
  'dice',
  'loaded-dice',
  'taypo-2',
  'first-order-causal',
  'lvc',
];

const built: readonly Term[] = [
  ...named,
  transpose('dice'),
  window(0.5, 'first-order'),
  centred('lvc'),
  unchained('dice'),
  unchained('influence'),
  last('value', 'left-out'),
  last('influence', 'value'),
  times('1/N', 'value'),
];

/** Half of the coefficients add up to 1, so that all orders come up. */
const randomTerms: fc.Arbitrary<Term> = fc
  .record({
    first: fc.constantFrom(...built),
    others: fc.array(fc.record({ of: fc.constantFrom(...built), by: fc.constantFrom(-1, -0.5, 0.5, 1, 2) }), {
      maxLength: 2,
    }),
    balanced: fc.boolean(),
    curvature: fc.constantFrom(1, 1, 1, 0, 0.5),
  })
  .map(({ first, others, balanced, curvature }) => {
    const rest = others.reduce((total, { by }) => total - by, 1);
    return sum(
      times(curvature, 'curvature'),
      times(balanced ? rest : 0.7, first),
      ...others.map(({ by, of }) => times(by, of)),
    );
  });

const expectDerived = (estimator: Term, innerWeights: Weights, innerSteps: 1 | 2, trajectories: number) => {
  const { order } = biasOf(estimator, {
    innerSteps,
    trajectories,
    inner: weightFacts(innerWeights, discount),
    outer: { unbiased: true },
  });
  if (order === 'unknown') throw new Error('a leaf without a claim');
  const power = powerOf(estimator, innerWeights, innerSteps, trajectories);
  if (order === '0') expect(power).toBeNaN();
  else expect(power).toBeCloseTo(powers[order], 0);
};

/** Of two steps alone, a fit leaves too little for any order to be seen. */
const fewest = (weights: Weights): number => (weightFacts(weights, discount).fitted ? 2 : 1);

describe.each(weights)('on random terms, %j', (innerWeights) => {
  it.each([
    [1, 25],
    [2, 25],
  ] as const)('the derived order is the measured one, ζ = %i', (innerSteps, numRuns) => {
    fc.assert(
      fc.property(
        randomTerms,
        fc.integer({ min: fewest(innerWeights), max: 3 }),
        (estimator, trajectories) => {
          expectDerived(estimator, innerWeights, innerSteps, trajectories);
        },
      ),
      { numRuns },
    );
  });
});

/** The mean reward-to-go of each state over the batch; zero where it was not seen. */
const meanOfState: Baseline = {
  name: 'mean of the state',
  fitted: true,
  fit: ({ observations: { data } }, rewardsToGo) => {
    const meanIn = (state: number): number => {
      const there = Array.from(rewardsToGo).filter((_, row) => data[row] === state);
      return there.reduce((sum, x) => sum + x, 0) / Math.max(1, there.length);
    };
    const means = [0, 1].map(meanIn);
    return { predict: (batch) => Float64Array.from(batch.observations.data, (state) => means[state]) };
  },
};

const constant: Baseline = {
  name: 'constant 2',
  fitted: false,
  fit: () => ({ predict: ({ mask }) => Float64Array.from(mask, () => 2) }),
};

describe.each([meanOfState, constant])('with advantages over a baseline of one’s own, $name', (baseline) => {
  it.each(['leave-one-out', ...named])('the derived order of %s is the measured one', (part) => {
    expectDerived(sum('curvature', part), advantagesOver(baseline, 0.8), 1, 2);
  });

  it.each([1, 2] as const)('leaving out in the last inner step is exact, ζ = %i', (innerSteps) => {
    const weights = advantagesOver(baseline, 1);
    const bias = (part: Term) =>
      biasAt(sum('curvature', last(part, 'value')), settingOf(weights, innerSteps, 3, 0.3));
    expect(bias('left-out')).toBeLessThan(1e-9);
    expect(bias('dice')).toBeGreaterThan(1e-4);
  });
});

it.each(['first-order', 'dice', 'influence'])(
  'O(α²/N): with %s the bias times N stays as it is from N = 2 to 4',
  (part) => {
    const scaled = [2, 3, 4].map(
      (n) => n * biasAt(sum('curvature', part), settingOf({ kind: 'reward-to-go' }, 1, n, 0.02)),
    );
    for (const one of scaled) expect(one / scaled[2]).toBeCloseTo(1, 0);
  },
);
