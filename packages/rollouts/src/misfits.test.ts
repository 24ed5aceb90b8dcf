import { tabularEnvironment } from '@sgmrl/environments';
import { tabularSoftmax } from '@sgmrl/policies';
import { key } from '@sgmrl/prng';
import * as rollouts from './index';
import type { TrajectoryBatch, Weighting } from './index';
import { fromWeightsSpec } from './weights-spec';

const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });

/** Two trajectories of at most two steps; the second ended after one. */
const batch: TrajectoryBatch = {
  trajectories: 2,
  steps: 2,
  observations: { rows: 4, columns: 2, data: [0, 1, 2, 3, 4, 5, 0, 0] },
  actions: column([1, 0, 1, 0]),
  rewards: [1, 2, 4, 0],
  mask: [1, 1, 1, 0],
  lengths: [2, 1],
};
const perRow = [1, 1, 1, 0];
const weights: Weighting = fromWeightsSpec({ kind: 'advantage', lambda: 0.9 });
const coefficients = [0, 0, 0, 0, 0, 0, 0, 1];

/** What each function does with a batch. */
const onBatch = {
  checkBatch: rollouts.checkBatch,
  timesteps: rollouts.timesteps,
  select: (b) => rollouts.select(b, [0]),
  without: (b) => rollouts.without(b, 0),
  returns: (b) => rollouts.returns(b, 0.9),
  meanReturn: (b) => rollouts.meanReturn(b, 0.9),
  discountedSums: (b) => rollouts.discountedSums(b, perRow, 0.9),
  discountedRewards: (b) => rollouts.discountedRewards(b, 0.9),
  moments: (b) => rollouts.moments(b, perRow),
  normalise: (b) => rollouts.normalise(b, perRow),
  fitLinearFeatureBaseline: (b) => rollouts.fitLinearFeatureBaseline(b, perRow),
  predictLinearFeatureBaseline: (b) => rollouts.predictLinearFeatureBaseline(b, coefficients),
  generalisedAdvantages: (b) => rollouts.generalisedAdvantages(b, perRow, 0.9, 0.9),
  stepWeights: (b) => rollouts.stepWeights(weights, 0.9)(b),
  fitWeights: (b) => rollouts.fitWeights(weights, 0.9)(b),
  leaveOneOutWeights: (b) => rollouts.leaveOneOutWeights(weights, 0.9)(b),
} satisfies Partial<Record<keyof typeof rollouts, (b: TrajectoryBatch) => unknown>>;

/** Weights and baselines of one's own see batches through the functions above. */
const withoutBatch: readonly (keyof typeof rollouts)[] = [
  'advantagesOver',
  'normalisedAdvantagesOver',
  'fromWeightsSpec',
  'rewardToGo',
  'scaled',
  'scaledByState',
  'weightsRow',
  'weightsRows',
  'linearFeatureBaseline',
  'checkDiscount',
  'checkWeighting',
  'checkWeights',
  'nearlyEqual',
  'collect',
  'collectTimesteps',
  'walk',
  'trajectoryBatch',
];

it('has a row for every function of the package', () => {
  expect([...Object.keys(onBatch), ...withoutBatch].sort()).toEqual(Object.keys(rollouts).sort());
});

const misfits: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'no trajectory': { trajectories: 0, lengths: [] },
  'half a trajectory': { trajectories: 1.5 },
  'a trajectory too many': { trajectories: 3 },
  'no steps': { steps: 0 },
  'steps that are no number': { steps: NaN },
  'no lengths': { lengths: undefined },
  'a length too few': { lengths: [2] },
  'a negative length': { lengths: [2, -1] },
  'a length beyond the steps': { lengths: [2, 3] },
  'a length that is no number': { lengths: [2, NaN] },
  'no observations': { observations: undefined },
  'observations without numbers': { observations: { rows: 4, columns: 2 } },
  'observations of three rows': { observations: { rows: 3, columns: 2, data: [0, 1, 2, 3, 4, 5] } },
  'an observation beyond float32': { observations: column([0, 1e39, 0, 0]) },
  'no actions': { actions: null },
  'an action that is no number': { actions: column([NaN, 0, 1, 0]) },
  'no rewards': { rewards: undefined },
  'a reward too few': { rewards: [1, 2, 4] },
  'a reward that is no number': { rewards: [1, NaN, 4, 0] },
  'an infinite reward': { rewards: [1, Infinity, 4, 0] },
  'a reward after the end': { rewards: [1, 2, 4, 8] },
  'no mask': { mask: undefined },
  'a mask of other lengths': { mask: [1, 1, 1, 1] },
};

describe.each(Object.entries(onBatch))('%s', (_, use) => {
  it('takes what fits', () => {
    expect(() => use({ ...batch })).not.toThrow();
  });

  it.each(Object.entries(misfits))('refuses a batch with %s', (_name, fields) => {
    const misfit: TrajectoryBatch = { ...batch, ...fields };
    expect(() => use(misfit)).toThrow(RangeError);
    expect(() => use(misfit)).toThrow(/^batch: .*expected .*, found /);
  });

  it.each(['null', '3', '[]'])('refuses %s', (text) => {
    expect(() => use(JSON.parse(text))).toThrow(new RangeError(`batch: expected a record, found ${text}`));
  });
});

it.each<[string, () => unknown]>([
  ['discount', () => rollouts.returns(batch, 1.5)],
  ['discount', () => rollouts.meanReturn(batch, 0)],
  ['discount', () => rollouts.discountedRewards(batch, NaN)],
  ['discount', () => rollouts.discountedSums(batch, perRow, -0.1)],
  ['discount', () => rollouts.generalisedAdvantages(batch, perRow, 2, 1)],
  ['lambda', () => rollouts.generalisedAdvantages(batch, perRow, 1, 2)],
  ['x', () => rollouts.discountedSums(batch, [1, 2], 0.9)],
  ['x', () => rollouts.moments(batch, [1, 2, 3, 4, 5])],
  ['x', () => rollouts.normalise(batch, [])],
  ['values', () => rollouts.generalisedAdvantages(batch, [1], 0.9, 0.9)],
  ['targets', () => rollouts.fitLinearFeatureBaseline(batch, [1, 2, 3])],
  ['coefficients', () => rollouts.predictLinearFeatureBaseline(batch, [1, 2, 3])],
  ['select', () => rollouts.select(batch, [])],
  ['without', () => rollouts.without(rollouts.select(batch, [0]), 0)],
  ['leaveOneOutWeights', () => rollouts.leaveOneOutWeights(weights, 0.9)(rollouts.select(batch, [0]))],
  ['leaveOneOutWeights', () => rollouts.leaveOneOutWeights(weights, 0.9)(batch)(2)],
  ['weights', () => rollouts.stepWeights(JSON.parse('null'), 0.9)],
  ['weights', () => rollouts.fitWeights(JSON.parse('{}'), 0.9)],
])('refuses a %s that does not fit the batch', (what, use) => {
  expect(use).toThrow(RangeError);
  expect(use).toThrow(new RegExp(`^${what}: .*expected .*, found `));
});

const environment = tabularEnvironment({
  initial: [1],
  transitions: [[[1]]],
  rewards: [[0.5]],
  horizon: 2,
});
const policy = tabularSoftmax(1, 1);

it.each<[string, Readonly<Record<string, unknown>>]>([
  ['environment: horizon: expected a number, found nothing', { horizon: undefined }],
  ['environment: horizon: expected a whole number from 1 on, found 0', { horizon: 0 }],
  ['environment: observationSpace: expected a record, found nothing', { observationSpace: undefined }],
  ['environment: actionSpace: expected a record, found nothing', { actionSpace: undefined }],
  ['environment: step: expected a function, found nothing', { step: undefined }],
])('refuses to draw where the %s', (message, fields) => {
  const misfit = { ...environment, ...fields };
  const expected = new RangeError(message);
  expect(() => rollouts.collect(misfit, policy)([0], 1, key(0))).toThrow(expected);
  expect(() => rollouts.collectTimesteps(misfit, policy)([0], 1, 1, key(0))).toThrow(expected);
  expect(() => rollouts.walk(misfit, policy)([0], key(0))).toThrow(expected);
});

it.each<[string, Readonly<Record<string, unknown>>]>([
  ['policy: sample: expected a function, found nothing', { sample: undefined }],
  ['policy: observationSpace: expected a record, found nothing', { observationSpace: undefined }],
])('refuses to draw where the %s', (message, fields) => {
  const misfit = { ...policy, ...fields };
  const expected = new RangeError(message);
  expect(() => rollouts.collect(environment, misfit)([0], 1, key(0))).toThrow(expected);
  expect(() => rollouts.walk(environment, misfit)([0], key(0))).toThrow(expected);
});
