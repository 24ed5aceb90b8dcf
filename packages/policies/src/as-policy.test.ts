import { key } from '@sgmrl/prng';
import { asPolicy } from './as-policy';
import { checkDifferentials } from './check-differentials';
import { realVectors } from './policy-spaces';
import { tabularSoftmax } from './tabular-softmax';

/** N(θ, 1) whatever is observed, by its three operations. */
const three = {
  dimension: 1,
  logProbability: (theta: ArrayLike<number>, { actions }: { actions: { data: ArrayLike<number> } }) =>
    Array.from(actions.data, (a) => -((a - theta[0]) ** 2) / 2),
  weightedScore: (theta: ArrayLike<number>, { actions }: { actions: { data: ArrayLike<number> } }) => [
    actions.data[0] - theta[0],
  ],
  directionalDerivative: () => [0],
  hessianVectorProduct: () => [0],
};
const acting = {
  name: 'normal',
  observationSpace: realVectors(1),
  actionSpace: realVectors(1),
  initialize: () => [0],
  sample: () => ({ rows: 1, columns: 1, data: [0] }),
};

it('has what it is made of, with the operations that follow from the three', () => {
  const policy = asPolicy(three, acting);
  expect(policy).toMatchObject({ ...three, ...acting, precision: 'float64' });
  expect(() => {
    checkDifferentials(policy);
  }).not.toThrow();
});

it('keeps operations that are already there, and the precision of what differentiates', () => {
  const softmax = tabularSoftmax(2, 2);
  const policy = asPolicy({ ...softmax, precision: 'float32' }, { ...acting, name: 'its twin' });
  expect(policy.weightedScores).toBe(softmax.weightedScores);
  expect(policy.curvatureAndScore).toBe(softmax.curvatureAndScore);
  expect(policy.precision).toBe('float32');
  expect(policy.name).toBe('its twin');
});

it('takes nothing else from what differentiates', () => {
  const { mode, blocks } = asPolicy(tabularSoftmax(2, 2), acting);
  expect([mode, blocks]).toStrictEqual([undefined, undefined]);
});

it('begins at zero unless it says where', () => {
  const { name, observationSpace, actionSpace, sample } = acting;
  const without = { name, observationSpace, actionSpace, sample };
  expect(Array.from(asPolicy({ ...three, dimension: 3 }, without).initialize(key(1)))).toStrictEqual([
    0, 0, 0,
  ]);
});

it.each<[string, Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>]>([
  ['weightedScore: expected a function, found nothing', { weightedScore: undefined }, {}],
  ['logProbability: expected a function, found nothing', { logProbability: undefined }, {}],
  ['dimension: expected a number, found nothing', { dimension: undefined }, {}],
  ['sample: expected a function, found nothing', {}, { sample: undefined }],
  ['actionSpace: expected a record, found nothing', {}, { actionSpace: undefined }],
  ['initialize: expected a function, found 3', {}, { initialize: 3 }],
  ['name: expected a text, found nothing', {}, { name: undefined }],
  ['name: expected a text, found ""', {}, { name: '' }],
])('refuses what is no policy: %s', (message, differentials, rest) => {
  expect(() => asPolicy({ ...three, ...differentials }, { ...acting, ...rest })).toThrow(
    new RangeError(`asPolicy: ${message}`),
  );
});

it('refuses a dimension that is none', () => {
  expect(() => asPolicy({ ...three, dimension: 0.5 }, acting)).toThrow(
    new RangeError('asPolicy: dimension: expected a whole number ≥ 0, found 0.5'),
  );
});
