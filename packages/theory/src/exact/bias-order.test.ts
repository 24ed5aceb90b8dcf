import {
  biasOf,
  centred,
  last,
  leastTrajectories,
  sum,
  unchained,
  weightFacts,
  type Order,
  type Term,
} from '@sgmrl/estimators';
import { advantagesOver, type Baseline, type Weights } from '@sgmrl/rollouts';
import * as fc from 'fast-check';
import { fitPower } from '../studies/power-fit';
import { biasDiscount, measuredBiases, type BiasCase } from '../testing/measured-bias';
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

/** Not fitted: a trajectory has its weights from itself, and they decay. */
const constant: Baseline = {
  name: 'constant 2',
  fitted: false,
  fit: () => ({ predict: ({ mask }) => Float64Array.from(mask, () => 2) }),
};

const weights = {
  'reward-to-go': { kind: 'reward-to-go' },
  advantage: { kind: 'advantage', lambda: 0.8 },
  'normalised-advantage': { kind: 'normalised-advantage', lambda: 0.8 },
  'scaled-advantage': { kind: 'scaled-advantage', lambda: 0.8, scale: 2 },
  'advantage over the mean of the state': advantagesOver(meanOfState, 0.8),
  'advantage over a constant': advantagesOver(constant, 0.8),
} satisfies Readonly<Record<string, Weights>>;

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

const powers: Readonly<Record<Order, number>> = { '0': NaN, 'O(α²/N)': 2, 'O(α²)': 2, 'O(α)': 1, 'O(1)': 0 };

const [coarse, fine] = [0.004, 0.002];

/** Rounding leaves less, and an order of α more. */
const nothing = 1e-11;

interface Measured {
  readonly estimator: Term;
  readonly derived: Order;
  readonly bias: number;
  /** The power of α by which the bias falls: NaN where there is none. */
  readonly power: number;
}

const measure = (terms: readonly Term[], biasCase: BiasCase): readonly Measured[] => {
  const [at, below] = [coarse, fine].map((stepSize) => measuredBiases(terms, biasCase, stepSize));
  return terms.map((estimator, i) => ({
    estimator,
    derived: orderOf(estimator, biasCase),
    bias: at[i],
    power: at[i] < nothing ? NaN : Math.log2(at[i] / below[i]),
  }));
};

const isDerived = ({ derived, power }: Measured): boolean =>
  derived === '0' ? Number.isNaN(power) : Math.abs(power - powers[derived]) < 0.25;

it('random terms have all orders', () => {
  const biasCase = { innerWeights: weights['reward-to-go'], innerSteps: 2, trajectories: 4, horizon: 2 };
  const found = fc.sample(randomTerms, 200).map((term) => orderOf(term, biasCase));
  expect([...new Set(found)].sort()).toEqual(['0', 'O(α)', 'O(α²)', 'O(α²/N)'].sort());
});

const isFitted = (innerWeights: Weights): boolean => weightFacts(innerWeights, biasDiscount).fitted;

/** Fitted to one trajectory, weights are almost nothing, and orders cannot be seen. */
const sizesFor = (innerWeights: Weights): readonly number[] =>
  isFitted(innerWeights) ? [2, 3, 4] : [1, 2, 3, 4];

/** Errors that cancel, and some that chance seldom leaves alone. */
const always: readonly Term[] = [
  sum('maml', 'value', 'others-return'),
  sum('maml', 'value', 'remainder'),
  sum('maml', 'influence', 'remainder'),
  sum('maml', 'left-out', 'remainder'),
  sum('maml', unchained('dice')),
  sum('maml', centred('dice')),
];

/** Fitted weights take time, and of two steps there are many. */
const affordable = (terms: readonly Term[], { innerSteps, trajectories, innerWeights }: BiasCase) =>
  innerSteps === 1 || trajectories < 3 || !isFitted(innerWeights)
    ? terms
    : terms.slice(trajectories === 3 ? -4 : -2);

/** A baseline of the others needs others. */
const taking = (terms: readonly Term[], { trajectories }: BiasCase): readonly Term[] =>
  terms.filter((term) => leastTrajectories(term) <= trajectories);

/** Terms for which O(α²/N) is claimed, though the bias falls more slowly with N = 2, 3, 4. */
const slowlyFalling = ([two, three, four]: readonly (readonly Measured[])[]): readonly Term[] =>
  four
    .map((last, i) => [two[i], three[i], last])
    .filter((all) => all.every(({ derived }) => derived === 'O(α²/N)'))
    .filter((all) => {
      const biases = all.map(({ bias }) => bias);
      // A share 1/N of an error falls faster.
      return fitPower([2, 3, 4], biases).exponent > -0.9;
    })
    .map(([{ estimator }]) => estimator);

describe.each<readonly [string, Weights]>(Object.entries(weights))(
  'on random terms, %s',
  (_name, innerWeights) => {
    it.each([
      { innerSteps: 1, horizon: 3, terms: 8 },
      { innerSteps: 2, horizon: 2, terms: 5 },
    ])('the derived order is the measured one, $innerSteps inner steps', ({ innerSteps, horizon, terms }) => {
      fc.assert(
        fc.property(fc.array(randomTerms, { minLength: terms, maxLength: terms }), (drawn) => {
          const bySize = sizesFor(innerWeights).map((trajectories) => {
            const biasCase = { innerWeights, innerSteps, trajectories, horizon };
            return measure(taking(affordable([...always, ...drawn], biasCase), biasCase), biasCase);
          });
          expect(bySize.flatMap((all) => all.filter((one) => !isDerived(one)))).toEqual([]);
          if (!isFitted(innerWeights)) expect(slowlyFalling(bySize.slice(1))).toEqual([]);
        }),
        { numRuns: 1, endOnFailure: true },
      );
    });
  },
);

it('of weights that know no later step, pairs with the past are not asked for', () => {
  const innerWeights = advantagesOver(constant, 0);
  const terms = ['dice', 'first-order-causal', 'first-order', 'taypo-2', 'lvc'].map((part) =>
    sum('curvature', part),
  );
  const bySize = [2, 3, 4].map((trajectories) =>
    measure(terms, { innerWeights, innerSteps: 1, trajectories, horizon: 2 }),
  );
  expect(bySize.flatMap((all) => all.filter((one) => !isDerived(one)))).toEqual([]);
  expect(slowlyFalling(bySize)).toEqual([]);
  expect(bySize[0].map(({ derived }) => derived)).toEqual(['O(α²/N)', 'O(α²/N)', 'O(α²/N)', 'O(α)', 'O(α)']);
});

it.each<Term>(['first-order', 'full-hessian', 'dice', 'first-order-causal', 'influence'])(
  'O(α²/N): of %j with reward-to-go weights a fit over N = 2, 4, 6, 8 finds 1/N',
  (part) => {
    const sizes = [2, 4, 6, 8];
    const biases = sizes.map((trajectories) => {
      const biasCase = { innerWeights: weights['reward-to-go'], innerSteps: 1, trajectories, horizon: 2 };
      return measuredBiases([sum('curvature', part)], biasCase, fine)[0];
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
    return measuredBiases([sum('curvature', 'influence')], biasCase, fine)[0];
  });
  expect(Math.abs(fitPower(sizes, biases).exponent + 1)).toBeLessThan(0.15);
});

it('O(α²): with a remainder in earlier steps the bias does not fall with N', () => {
  const biases = [1, 2, 3, 4].map((trajectories) => {
    const biasCase = { innerWeights: weights['reward-to-go'], innerSteps: 2, trajectories, horizon: 2 };
    return measuredBiases([sum('curvature', 'influence', 'remainder')], biasCase, fine)[0];
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
