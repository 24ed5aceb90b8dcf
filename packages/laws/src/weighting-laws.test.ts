import {
  advantagesOver,
  fromWeightsSpec,
  returns,
  rewardToGo,
  type Baseline,
  type StepWeights,
  type TrajectoryBatch,
  type Weighting,
} from '@sgmrl/rollouts';
import * as E from 'fp-ts/lib/Either.js';
import { checkLaws } from './law';
import { weightingLaws } from './weighting-laws';

/** The return of the whole trajectory on each of its steps (Williams' REINFORCE). */
const wholeReturn: Weighting = {
  name: 'whole return',
  facts: () => ({ fitted: false, decay: 1, normalised: false, unbiased: true }),
  fit: (discount) => () => (batch) => {
    const ofEach = returns(batch, discount);
    const values = Float64Array.from(batch.mask, (m, row) => m * ofEach[Math.floor(row / batch.steps)]);
    return { values, scale: 1, decay: 1 };
  },
};

const tripled: Weighting = {
  ...wholeReturn,
  fit: (discount) => (reference) => (batch) => {
    const { values, decay } = wholeReturn.fit(discount)(reference)(batch);
    return { values: values.map((w) => 3 * w), scale: 3, decay };
  },
};

const ofTime: Baseline = {
  name: 'time to go',
  fitted: false,
  fit: ({ steps }) => ({
    predict: ({ mask }) => Float64Array.from(mask, (m, row) => m * (steps - (row % steps))),
  }),
};

it.each<[string, Weighting]>([
  ['reward-to-go', rewardToGo],
  ['advantages, λ = 0', fromWeightsSpec({ kind: 'advantage', lambda: 0 })],
  ['advantages', fromWeightsSpec({ kind: 'advantage', lambda: 0.9 })],
  ['normalised advantages', fromWeightsSpec({ kind: 'normalised-advantage', lambda: 0.9 })],
  ['scaled advantages', fromWeightsSpec({ kind: 'scaled-advantage', lambda: 1, scale: 0.25 })],
  ['whole returns', wholeReturn],
  ['whole returns with a scale', tripled],
  ['advantages over a baseline of time', advantagesOver(ofTime, 1)],
])('%s obey the laws', (_, weights) => {
  const found = checkLaws(weightingLaws(weights), { runs: 40 });
  expect(found).toStrictEqual({ _tag: 'Right', right: undefined });
});

type Weigh = (batch: TrajectoryBatch) => StepWeights;

const changed = (change: (weigh: Weigh, reference: TrajectoryBatch) => Weigh): Weighting => ({
  ...wholeReturn,
  fit: (discount) => (reference) => change(wholeReturn.fit(discount)(reference), reference),
});

const with_ = (weights: StepWeights, values: ArrayLike<number>): StepWeights => ({
  ...weights,
  values: Float64Array.from(values),
});

const stating = (facts: Partial<ReturnType<Weighting['facts']>>, weights: Weighting): Weighting => ({
  ...weights,
  facts: (discount) => ({ ...weights.facts(discount), ...facts }),
});

const advantage = fromWeightsSpec({ kind: 'advantage', lambda: 0.9 });
const normalised = fromWeightsSpec({ kind: 'normalised-advantage', lambda: 1 });
let calls = 0;

it.each<[string, string, Weighting]>([
  [
    'too few weights',
    'shape of weights',
    changed((weigh) => (b) => with_(weigh(b), [...weigh(b).values].slice(1))),
  ],
  [
    'weights on padding',
    'shape of weights',
    changed(
      (weigh) => (b) =>
        with_(
          weigh(b),
          weigh(b).values.map((w) => w + 1),
        ),
    ),
  ],
  ['another decay than is stated', 'shape of weights', stating({ decay: 0.5 }, wholeReturn)],
  ['a negative scale', 'shape of weights', changed((weigh) => (b) => ({ ...weigh(b), scale: -1 }))],
  [
    'weights that count calls',
    'pure weights',
    changed(
      (weigh) => (b) =>
        with_(
          weigh(b),
          weigh(b).values.map((w) => w * (1 + (calls++ % 2))),
        ),
    ),
  ],
  [
    'rewards that are written over',
    'pure weights',
    changed((weigh) => (b) => {
      const weights = weigh(b);
      if (Array.isArray(b.rewards)) b.rewards.fill(0);
      return weights;
    }),
  ],
  [
    'weights divided by the number of trajectories that are weighed',
    'trajectories apart',
    changed(
      (weigh) => (b) =>
        with_(
          weigh(b),
          weigh(b).values.map((w) => w / b.trajectories),
        ),
    ),
  ],
  ['a fit that is not stated', 'fitted as stated', stating({ fitted: false }, advantage)],
  ['a scale of the batch that is not stated', 'scale as stated', stating({ normalised: false }, normalised)],
  [
    'rewards that are cut',
    'unbiased as stated',
    {
      ...wholeReturn,
      fit: (discount) => (reference) => (b) =>
        wholeReturn.fit(discount)(reference)({ ...b, rewards: Array.from(b.rewards, (r) => Math.min(1, r)) }),
    },
  ],
  [
    'immediate rewards alone, said to last',
    'decay as stated',
    changed((weigh) => (b) => with_(weigh(b), b.rewards)),
  ],
  [
    'leaving out nothing',
    'leaving one out',
    { ...advantage, leaveOneOut: (discount) => (b) => () => advantage.fit(discount)(b)(b) },
  ],
  [
    'a bias that is denied',
    'unbiased as stated',
    stating({ unbiased: true, fitted: true }, fromWeightsSpec({ kind: 'advantage', lambda: 0.5 })),
  ],
  [
    'a scale that is half of what it should be',
    'unbiased as stated',
    changed((weigh) => (b) => ({ ...weigh(b), scale: 0.5 })),
  ],
])('%s break the law of %s', (_, name, weights) => {
  const found = checkLaws(weightingLaws(weights), { seed: 1, runs: 60 });
  expect(E.isLeft(found) && found.left.map((violation) => violation.law)).toContain(name);
});
