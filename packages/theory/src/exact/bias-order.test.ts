import {
  biasOf,
  centred,
  coupled,
  future,
  last,
  leastTrajectories,
  pairs,
  past,
  shrunk,
  sum,
  times,
  unchained,
  weightFacts,
  window,
  type Order,
  type Term,
} from '@sgmrl/estimators';
import { advantagesOver, fromWeightsSpec, rewardToGo, type Baseline, type Weighting } from '@sgmrl/rollouts';
import { axpy, norm, scale, type Vector } from '@sgmrl/vector';
import * as fc from 'fast-check';
import { fitPower } from '../studies/power-fit';
import {
  biasCoefficients,
  biasDiscount,
  measuredBiases,
  type BiasCase,
  type BiasCoefficients,
} from '../testing/measured-bias';
import { randomTerms } from '../testing/random-terms';

/** The mean reward-to-go of each state over the batch; zero where it was not seen. */
const meanOfState: Baseline = {
  name: 'mean of the state',
  fitted: true,
  fit: ({ observations: { data } }, rewardsToGo) => {
    const meanIn = (state: number): number => {
      const there = Array.from(rewardsToGo).filter((_, row) => data[row] === state);
      return there.reduce((total, x) => total + x, 0) / Math.max(1, there.length);
    };
    const means = [0, 1].map(meanIn);
    return { predict: (batch) => Float64Array.from(batch.observations.data, (state) => means[state]) };
  },
};

/** The mean reward-to-go of each step over the trajectories. */
const meanOfStep: Baseline = {
  name: 'mean of the step',
  fitted: true,
  fit: ({ trajectories, steps }, rewardsToGo) => {
    const means = new Float64Array(steps);
    for (let row = 0; row < rewardsToGo.length; row += 1)
      means[row % steps] += rewardsToGo[row] / trajectories;
    return { predict: (batch) => Float64Array.from(batch.mask, (_, row) => means[row % batch.steps]) };
  },
};

/** Not fitted: a trajectory has its weights from itself, and they decay. */
const constant: Baseline = {
  name: 'constant 2',
  fitted: false,
  fit: () => ({ predict: ({ mask }) => Float64Array.from(mask, () => 2) }),
};

const weights = {
  'reward-to-go': rewardToGo,
  advantage: fromWeightsSpec({ kind: 'advantage', lambda: 0.8 }),
  'normalised-advantage': fromWeightsSpec({ kind: 'normalised-advantage', lambda: 0.8 }),
  'scaled-advantage': fromWeightsSpec({ kind: 'scaled-advantage', lambda: 0.8, scale: 2 }),
  'advantage over the mean of the state': advantagesOver(meanOfState, 0.8),
  'advantage over a constant': advantagesOver(constant, 0.8),
} satisfies Readonly<Record<string, Weighting>>;

const orderOf = (estimator: Term, { innerSteps, trajectories, horizon, innerWeights }: BiasCase) => {
  const inner = weightFacts(innerWeights, biasDiscount);
  const { order } = biasOf(estimator, {
    innerSteps,
    trajectories,
    horizon,
    inner,
    outer: { unbiased: true },
  });
  if (order === 'unknown') throw new Error('a leaf without a claim');
  return order;
};

/**
 * The powers of α: Infinity where there is no bias, or one too small for the two that are measured.
 */
const powers: Readonly<Record<Order, number>> = {
  '0': Infinity,
  'O(α³)': Infinity,
  'O(α²/N)': 2,
  'O(α²)': 2,
  'O(αε²)': 1,
  'O(α)': 1,
  'O(1)': 0,
};

/** What is left of coefficients that are zero is below 1e-6; others are seldom below 1e-3. */
const isSome = (coefficient: Vector): boolean => norm(coefficient) > 1e-5;

const measuredPower = ({ first, second }: BiasCoefficients): number => {
  if (isSome(first)) return 1;
  return isSome(second) ? 2 : Infinity;
};

interface Measured {
  readonly estimator: Term;
  readonly derived: Order;
  readonly coefficients: BiasCoefficients;
}

const measure = (terms: readonly Term[], biasCase: BiasCase): readonly Measured[] =>
  biasCoefficients(terms, biasCase).map((coefficients, i) => ({
    estimator: terms[i],
    derived: orderOf(terms[i], biasCase),
    coefficients,
  }));

const isLarger = ({ derived, coefficients }: Measured): boolean =>
  measuredPower(coefficients) < powers[derived];

const isSmaller = ({ derived, coefficients }: Measured): boolean =>
  measuredPower(coefficients) > powers[derived];

/** What is smaller than derived on other problems, too: chance may cancel on one, not on all. */
const smallerOnOthers = (measured: readonly Measured[], biasCase: BiasCase): readonly Measured[] =>
  [1, 2, 3].reduce((small, problem) => {
    const terms = small.map(({ estimator }) => estimator);
    return terms.length === 0 ? [] : measure(terms, { ...biasCase, problem }).filter(isSmaller);
  }, measured);

/** What is of another order than derived: larger on this problem, or smaller on all. */
const notDerived = (measured: readonly Measured[], biasCase: BiasCase): readonly Measured[] => [
  ...measured.filter(isLarger),
  ...smallerOnOthers(measured.filter(isSmaller), biasCase),
];

it('random terms have all orders', () => {
  const biasCase = { innerWeights: weights['reward-to-go'], innerSteps: 2, trajectories: 4, horizon: 2 };
  const found = fc.sample(randomTerms, 200).map((term) => orderOf(term, biasCase));
  expect([...new Set(found)].sort()).toEqual(['0', 'O(α)', 'O(αε²)', 'O(α²)', 'O(α²/N)'].sort());
});

const isFitted = (innerWeights: Weighting): boolean => weightFacts(innerWeights, biasDiscount).fitted;

/** Fitted to one trajectory, weights are almost nothing, and orders cannot be seen. */
const sizesFor = (innerWeights: Weighting, innerSteps: number): readonly number[] => {
  if (!isFitted(innerWeights)) return [1, 2, 3, 4];
  return innerSteps === 1 ? [2, 3, 4] : [2, 3];
};

/** Errors that cancel, and some that chance seldom leaves alone. */
const always: readonly Term[] = [
  sum('maml', 'value', 'others-return'),
  sum('maml', 'value', 'remainder'),
  sum('maml', 'influence', 'remainder'),
  sum('maml', 'left-out', 'remainder'),
  sum('maml', unchained('dice')),
  sum('maml', centred('dice')),
  sum('maml', centred('first-order-causal')),
  coupled({ share: 1 }),
  sum('maml', shrunk('dice')),
  // 2 · 0.5^{|h−h′|} is 1 where steps are one apart, as they all are with H = 2.
  sum('maml', 'lvc', times(2, window(0.5, pairs(past('other'), future('other'))))),
];

/**
 * Of four trajectories there are many batches, and fits take time: the last terms stand for all.
 */
const affordable = (terms: readonly Term[], { innerSteps, trajectories, innerWeights }: BiasCase) => {
  if (!isFitted(innerWeights)) return innerSteps === 1 || trajectories < 4 ? terms : terms.slice(-7);
  if (innerSteps === 1) return trajectories < 4 ? terms : terms.slice(-8);
  return trajectories < 3 ? terms : terms.slice(-4);
};

/** A baseline of the others needs others. */
const taking = (terms: readonly Term[], { trajectories }: BiasCase): readonly Term[] =>
  terms.filter((term) => leastTrajectories(term) <= trajectories);

/** a of a + b/N + c/N² through its values with N = 2, 3, 4: what it tends to as N grows. */
const limit = ([two, three, four]: readonly Vector[]): Vector =>
  axpy(8, four, axpy(-9, three, scale(2, two)));

/**
 * Terms for which O(α²/N) is derived though the coefficient of α² does not vanish as N grows, or
 * O(α²) though it does.
 */
const otherwiseInN = ([two, three, four]: readonly (readonly Measured[])[]): readonly Term[] =>
  four
    .map((last, i) => [two.slice(-four.length)[i], three.slice(-four.length)[i], last])
    .filter((all) => all.every(({ derived }) => powers[derived] === 2))
    .filter((all) => {
      const stays = isSome(limit(all.map(({ coefficients }) => coefficients.second)));
      return all.some(({ derived }) => (derived === 'O(α²)') !== stays);
    })
    .map(([{ estimator }]) => estimator);

describe.each<readonly [string, Weighting]>(Object.entries(weights))(
  'on random terms and problems, %s',
  (_name, innerWeights) => {
    it.each([
      { innerSteps: 1, horizon: 3, terms: 8 },
      { innerSteps: 2, horizon: 2, terms: 5 },
    ])('the derived order is the measured one, $innerSteps inner steps', ({ innerSteps, horizon, terms }) => {
      const someTerms = fc.array(randomTerms, { minLength: terms, maxLength: terms });
      fc.assert(
        fc.property(fc.integer({ min: 4, max: 1000 }), someTerms, (problem, drawn) => {
          const bySize = sizesFor(innerWeights, innerSteps).map((trajectories) => {
            const biasCase = { innerWeights, innerSteps, trajectories, horizon, problem };
            const measured = measure(taking(affordable([...always, ...drawn], biasCase), biasCase), biasCase);
            expect(notDerived(measured, biasCase)).toEqual([]);
            return measured;
          });
          if (!isFitted(innerWeights)) expect(otherwiseInN(bySize.slice(1))).toEqual([]);
        }),
        { numRuns: 1, endOnFailure: true },
      );
    });
  },
);

it('what comes from a fit alone may be of second order: a baseline of time alone', () => {
  const terms = ['first-order', 'dice', 'first-order-causal'].map((part) => sum('curvature', part));
  const biasCase = { innerSteps: 1, trajectories: 3, horizon: 2 };
  const powersOver = (baseline: Baseline) =>
    measure([...terms, 'maml'], { ...biasCase, innerWeights: advantagesOver(baseline, 1) }).map(
      ({ coefficients }) => measuredPower(coefficients),
    );
  expect(powersOver(meanOfStep)).toEqual([2, 2, 2, 1]);
  expect(powersOver(meanOfState)).toEqual([1, 1, 1, 1]);
  const facts = { ...biasCase, inner: { fitted: true, decay: 1 }, outer: { unbiased: true } };
  expect([...terms, 'maml'].map((term) => biasOf(term, facts).upperBound.length)).toEqual([1, 1, 1, 0]);
});

it('of weights that know no later step, pairs with the past are not asked for', () => {
  const innerWeights = advantagesOver(constant, 0);
  const terms = ['dice', 'first-order-causal', 'first-order', 'taypo-2', 'lvc'].map((part) =>
    sum('curvature', part),
  );
  const bySize = [2, 3, 4].map((trajectories) => {
    const biasCase = { innerWeights, innerSteps: 1, trajectories, horizon: 2 };
    const measured = measure(terms, biasCase);
    expect(notDerived(measured, biasCase)).toEqual([]);
    return measured;
  });
  expect(otherwiseInN(bySize)).toEqual([]);
  expect(bySize[0].map(({ derived }) => derived)).toEqual(['O(α²/N)', 'O(α²/N)', 'O(α²/N)', 'O(α)', 'O(α)']);
});

it('O(α³): what a difference over a share of the inner step leaves out', () => {
  const estimator = sum('sg-mrl', coupled({ share: 1 }), times(-1, coupled({ share: 0.5 })));
  const biasCase = {
    innerWeights: weights['reward-to-go'],
    innerSteps: 1,
    trajectories: 2,
    horizon: 2,
  };
  expect(orderOf(estimator, biasCase)).toBe('O(α³)');
  const sizes = [0.02, 0.04, 0.08];
  const biases = sizes.map((stepSize) => measuredBiases([estimator], biasCase, stepSize)[0]);
  expect(fitPower(sizes, biases).exponent).toBeCloseTo(3, 1);
});

it('where the order is an upper bound, the bias may fall faster with N', () => {
  const estimator = sum('sg-mrl', times('1/N', 'lvc'));
  const sizes = [1, 2, 4];
  const firsts = sizes.map((trajectories) => {
    const innerWeights = weights['reward-to-go'];
    const biasCase = { innerWeights, innerSteps: 1, trajectories, horizon: 2 };
    expect(orderOf(estimator, biasCase)).toBe('O(α)');
    return norm(biasCoefficients([estimator], biasCase)[0].first);
  });
  expect(fitPower(sizes, firsts).exponent).toBeCloseTo(-1, 4);
});

it.each<Term>(['first-order', 'full-hessian', 'dice', 'first-order-causal', 'influence'])(
  'O(α²/N): of %j with reward-to-go weights a fit over N = 2, 4, 6, 8 finds 1/N',
  (part) => {
    const sizes = [2, 4, 6, 8];
    const biases = sizes.map((trajectories) => {
      const biasCase = { innerWeights: weights['reward-to-go'], innerSteps: 1, trajectories, horizon: 2 };
      return measuredBiases([sum('curvature', part)], biasCase, 0.002)[0];
    });
    expect(fitPower(sizes, biases).exponent).toBeCloseTo(-1, 2);
  },
);

it.each([
  { innerWeights: weights.advantage, innerSteps: 1, sizes: [8, 16, 32] },
  { innerWeights: weights.advantage, innerSteps: 2, sizes: [4, 8, 16] },
  // Before, all actions of a batch are often alike, and its normalised weights tell nothing.
  { innerWeights: weights['normalised-advantage'], innerSteps: 1, sizes: [96, 128] },
])('O(α²/N): of influence with fitted weights a fit over N finds 1/N, %j', ({ sizes, ...rest }) => {
  const biases = sizes.map((trajectories) => {
    const biasCase = { ...rest, trajectories, horizon: 1 };
    return measuredBiases([sum('curvature', 'influence')], biasCase, 0.002)[0];
  });
  expect(Math.abs(fitPower(sizes, biases).exponent + 1)).toBeLessThan(0.15);
});

it('O(α²): with a remainder in earlier steps the bias does not fall with N', () => {
  const biases = [1, 2, 3, 4].map((trajectories) => {
    const biasCase = { innerWeights: weights['reward-to-go'], innerSteps: 2, trajectories, horizon: 2 };
    return measuredBiases([sum('curvature', 'influence', 'remainder')], biasCase, 0.002)[0];
  });
  for (const bias of biases) expect(bias / biases[0]).toBeCloseTo(1, 1);
});

describe.each([meanOfState, constant])('with advantages over a baseline of one’s own, $name', (baseline) => {
  it.each([1, 2])('leaving out in the last inner step is exact, ζ = %i', (innerSteps) => {
    const biasCase = { innerWeights: advantagesOver(baseline, 1), innerSteps, trajectories: 3, horizon: 2 };
    const [leftOut, dice] = measuredBiases(
      [sum('maml', last('left-out', 'value')), sum('maml', last('dice', 'value'))],
      biasCase,
      0.3,
    );
    expect(leftOut).toBeLessThan(1e-9);
    expect(dice).toBeGreaterThan(1e-4);
  });
});
