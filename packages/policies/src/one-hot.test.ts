import { key, normal } from '@sgmrl/prng';
import type { Matrix, Vector } from '@sgmrl/vector';
import { oneHot } from './one-hot';
import { linearGaussian } from './testing/linear-gaussian';

const column = (data: Vector): Matrix => ({ rows: data.length, columns: 1, data });
const plain = linearGaussian(3);

describe('oneHot', () => {
  it('does what the policy does on unit vectors, to the bit', () => {
    const policy = oneHot(plain);
    const theta = policy.initialize(key(1));
    expect(theta).toEqual(plain.initialize(key(1)));
    const observations = column([2, 0]);
    const units = { rows: 2, columns: 3, data: [0, 0, 1, 1, 0, 0] };
    const actions = policy.sample(theta, observations, key(2));
    expect(actions).toEqual(plain.sample(theta, units, key(2)));
    const w = [1, -2];
    const v = normal(key(3), policy.dimension);
    expect(policy.weightedScore(theta, { observations, actions }, w)).toEqual(
      plain.weightedScore(theta, { observations: units, actions }, w),
    );
    expect(policy.hessianVectorProduct(theta, { observations, actions }, w, v)).toEqual(
      plain.hessianVectorProduct(theta, { observations: units, actions }, w, v),
    );
  });

  it('says what it observes, and refuses what is no index', () => {
    const policy = oneHot(plain);
    expect(policy.name).toBe('one-hot linear-gaussian(3)');
    expect(policy.observationSpace).toEqual({ kind: 'discrete', size: 3 });
    const theta = policy.initialize(key(1));
    for (const index of [3, -1, 0.5, NaN]) {
      const message = `observations: expected an integer from 0 to 2, found ${String(index)} in row 1`;
      const observations = column([0, index]);
      expect(() => policy.sample(theta, observations, key(1))).toThrow(new RangeError(message));
      expect(() => policy.logProbability(theta, { observations, actions: column([0, 0]) })).toThrow(
        new RangeError(message),
      );
    }
    expect(() => policy.sample(theta, { rows: 1, columns: 3, data: [1, 0, 0] }, key(1))).toThrow(
      'observations: expected rows of 1 numbers, found 1 × 3',
    );
    expect(() => oneHot(policy)).toThrow(
      new RangeError('oneHot: expected a policy that observes vectors, found one-hot linear-gaussian(3)'),
    );
    expect(() => oneHot(JSON.parse('{}'))).toThrow(
      new RangeError('oneHot: observationSpace: expected a record, found nothing'),
    );
  });
});
