import { describeInvalidField } from '@sgmrl/codecs';
import { leaves, type Leaf, type Where } from '@sgmrl/estimators';
import { tabularSoftmax } from '@sgmrl/policies';
import { guardedLeaf, wrongClaim } from './guarded-leaf';

const batch = {
  trajectories: 1,
  steps: 2,
  observations: { rows: 2, columns: 1, data: [0, 0] },
  actions: { rows: 2, columns: 1, data: [0, 0] },
  rewards: [1, 2],
  mask: [1, 1],
  lengths: [2],
};

const where: Where = {
  policy: tabularSoftmax(1, 1),
  adaptation: { stepSize: 0.1, discount: 1, innerWeights: { kind: 'reward-to-go' } },
  trace: {
    steps: [{ parameters: [0], batch, weights: { values: Float64Array.of(1, 1), scale: 1, decay: 1 } }],
    outer: { scale: 1, gradient: [0], value: 1, valueAbove: () => 0, gradientAt: () => [0] },
  },
  t: 0,
};

const leafWith = (fields: Readonly<Record<string, unknown>>): Leaf =>
  Object.assign({ ...leaves.value }, fields);

const weighed = (scoreWeights: unknown) =>
  guardedLeaf('mine', leafWith({ scoreWeights })).scoreWeights(where)([]);

it('is the same where nothing is wrong', () => {
  expect(weighed(() => () => [3, 4])).toEqual([3, 4]);
});

it.each([
  [() => undefined, 'expected a function of d, found nothing'],
  [() => () => [1], 'expected 2 numbers, found 1'],
  [() => () => undefined, 'expected a vector of numbers, found nothing'],
  [
    () => {
      throw new TypeError('worn out');
    },
    'TypeError: worn out',
  ],
  [
    () => () => {
      throw new TypeError('worn out');
    },
    'TypeError: worn out',
  ],
])('names the term whose weights do not fit: %s', (scoreWeights, message) => {
  expect(() => weighed(scoreWeights)).toThrow(`term mine: scoreWeights: ${message}`);
});

it.each(Object.entries(leaves))('takes what %s claims', (_, leaf) => {
  expect(wrongClaim('', leaf)).toEqual([]);
});

const expected = 'claim: expected a function that gives { times, errors }, or "unknown" in its place, found ';

it.each([
  [() => 'unknown', '"unknown"'],
  [() => undefined, 'nothing'],
  [() => ({ times: 1 }), '{"times":1}'],
  [() => ({ times: 1, errors: [3] }), '{"times":1,"errors":[3]}'],
  [
    () => {
      throw new TypeError('worn out');
    },
    '"TypeError: worn out"',
  ],
])('refuses the claim %s', (claim, found) => {
  expect(wrongClaim('claim', leafWith({ claim })).map(describeInvalidField)).toEqual([`${expected}${found}`]);
});

it('takes what nobody has derived', () => {
  expect(wrongClaim('claim', leafWith({ claim: 'unknown' }))).toEqual([]);
});
