import { tabularSoftmax, type Policy } from '@sgmrl/policies';
import { key } from '@sgmrl/prng';
import { guardedPolicy } from './guarded-policy';

const sound = tabularSoftmax(2, 3);
const theta = sound.initialize(key(0));
const data = {
  observations: { rows: 2, columns: 1, data: [0, 1] },
  actions: { rows: 2, columns: 1, data: [2, 0] },
};
const [weights, direction] = [[1, 2], Float64Array.from(theta, (_, i) => i)];

const calls: Readonly<Record<string, (policy: Policy) => unknown>> = {
  initialize: (policy) => policy.initialize(key(1)),
  logProbability: (policy) => policy.logProbability(theta, data),
  weightedScore: (policy) => policy.weightedScore(theta, data, weights),
  weightedScores: (policy) => policy.weightedScores(theta, data, [weights, weights]),
  directionalDerivative: (policy) => policy.directionalDerivative(theta, data, direction),
  hessianVectorProduct: (policy) => policy.hessianVectorProduct(theta, data, weights, direction),
  curvatureAndScore: (policy) => policy.curvatureAndScore(theta, data, weights, direction, (d) => d),
};

const lengths: Readonly<Record<string, number>> = { logProbability: 2, directionalDerivative: 2 };

const broken = (call: string, effect: () => unknown): Policy =>
  guardedPolicy('mine', Object.assign({ ...sound }, { [call]: effect }));

describe.each(Object.entries(calls))('%s', (call, use) => {
  it('is the same where nothing is wrong', () => {
    expect(use(guardedPolicy('mine', sound))).toEqual(use(sound));
  });

  it.each([
    [[1], 'numbers, found 1'],
    [Float64Array.of(1), 'numbers, found 1'],
  ])('names the policy where a vector is %j', (wrong, message) => {
    const given = call === 'weightedScores' ? [wrong] : wrong;
    expect(() => use(broken(call, () => given))).toThrow(
      `policy mine: ${call}: expected ${String(lengths[call] ?? 6)} ${message}`,
    );
  });

  it('names the policy where it throws, with the cause', () => {
    const cause = new TypeError('worn out');
    const worn = broken(call, () => {
      throw cause;
    });
    expect(() => use(worn)).toThrow(
      expect.objectContaining({ message: `policy mine: ${call}: TypeError: worn out`, cause }),
    );
  });
});

it.each([
  [undefined, 'expected a vector of numbers, found nothing'],
  [3, 'expected a vector of numbers, found 3'],
])('names the policy where there is no vector but %j', (wrong, message) => {
  const policy = broken('weightedScore', () => wrong);
  expect(() => policy.weightedScore(theta, data, weights)).toThrow(`policy mine: weightedScore: ${message}`);
});

it('names the policy whose sample throws', () => {
  const policy = broken('sample', () => {
    throw new Error('worn out');
  });
  expect(() => policy.sample(theta, data.observations, key(0))).toThrow(
    'policy mine: sample: Error: worn out',
  );
});
