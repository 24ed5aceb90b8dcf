import { cube, discrete } from '@sgmrl/environments';
import { fromThree, tabularSoftmax, type Policy } from '@sgmrl/policies';
import { scale } from '@sgmrl/vector';
import { checkLaws } from './law';
import { policyLaws, type PolicySubject } from './policy-laws';

const sound = tabularSoftmax(3, 2);
const about = (policy: Policy): PolicySubject => ({
  policy,
  observationSpace: discrete(3),
  actionSpace: discrete(2),
  tolerance: 1e-9,
  differenceTolerance: 1e-6,
  differenceStep: 1e-4,
});

it('hold for the tabular softmax policy', () => {
  expect(checkLaws(policyLaws(about(sound)), { runs: 40 })).toStrictEqual({
    _tag: 'Right',
    right: undefined,
  });
});

/** A normal distribution on R with mean θ_0 + θ_1 s and unit variance, by hand. */
const line: Policy = {
  ...sound,
  name: 'line',
  dimension: 2,
  sample: (_theta, observations) => ({ ...observations, columns: 1 }),
  logProbability: ({ 0: a, 1: b }, { observations, actions }) =>
    Array.from(actions.data, (x, k) => -0.5 * (x - a - b * observations.data[k]) ** 2),
  ...fromThree({
    weightedScore: ({ 0: a, 1: b }, { observations, actions }, w) => {
      const sum = [0, 0];
      Array.from(actions.data).forEach((x, k) => {
        const residual = w[k] * (x - a - b * observations.data[k]);
        sum[0] += residual;
        sum[1] += residual * observations.data[k];
      });
      return sum;
    },
    directionalDerivative: ({ 0: a, 1: b }, { observations, actions }, v) =>
      Array.from(
        actions.data,
        (x, k) => (x - a - b * observations.data[k]) * (v[0] + v[1] * observations.data[k]),
      ),
    hessianVectorProduct: (_theta, { observations }, w, v) => {
      const sum = [0, 0];
      Array.from(observations.data).forEach((s, k) => {
        const residual = -w[k] * (v[0] + v[1] * s);
        sum[0] += residual;
        sum[1] += residual * s;
      });
      return sum;
    },
  }),
};

it('hold for a policy with continuous actions', () => {
  const laws = policyLaws({ ...about(line), observationSpace: cube(1, -2, 2), actionSpace: cube(1, -3, 3) });
  expect(laws).toHaveLength(6);
  expect(checkLaws(laws, { runs: 40 })).toStrictEqual({ _tag: 'Right', right: undefined });
});

let calls = 0;
const broken: readonly (readonly [string, Partial<Policy>])[] = [
  ['repeatable samples', { sample: (theta, s) => sound.sample(theta, s, [calls++, 0]) }],
  [
    'independent rows',
    { logProbability: (theta, data) => scale(1 / data.actions.rows, sound.logProbability(theta, data)) },
  ],
  [
    'score',
    { directionalDerivative: (theta, data, v) => scale(2, sound.directionalDerivative(theta, data, v)) },
  ],
  [
    'weighted scores',
    { weightedScores: (theta, data, ws) => ws.map(() => sound.weightedScore(theta, data, ws[0])) },
  ],
  [
    'curvature',
    // What a gradient taken through a saved output gives: a slope that looks plausible.
    { hessianVectorProduct: (theta, data, w, v) => scale(-1, sound.hessianVectorProduct(theta, data, w, v)) },
  ],
  [
    'combined operation',
    { curvatureAndScore: (theta, data, w, v) => sound.hessianVectorProduct(theta, data, w, v) },
  ],
  [
    'normalisation',
    { logProbability: (theta, data) => Array.from(sound.logProbability(theta, data), (x) => x + 1e-6) },
  ],
  [
    'mean score',
    {
      directionalDerivative: (theta, data, v) =>
        Array.from(sound.directionalDerivative(theta, data, v), (x) => x + 1),
    },
  ],
  ['samples', { sample: (_theta, s, key) => sound.sample([0, 1, 0, 1, 0, 1], s, key) }],
];

it.each(broken)('%s: catches a policy that breaks it', (name, fault) => {
  const found = policyLaws(about({ ...sound, ...fault })).find((law) => law.name === name);
  expect(found?.check({ runs: 100 })).toMatchObject({ left: { law: name } });
});

it('there is a broken policy for each', () => {
  expect(broken.map(([name]) => name)).toStrictEqual(policyLaws(about(sound)).map(({ name }) => name));
});
