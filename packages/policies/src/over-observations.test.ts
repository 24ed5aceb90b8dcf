import { key, normal } from '@sgmrl/prng';
import type { Matrix } from '@sgmrl/vector';
import { overObservations } from './over-observations';
import { tabularSoftmax } from './tabular-softmax';
import { linearGaussian } from './testing/linear-gaussian';

const halved = ({ data, ...shape }: Matrix): Matrix => ({
  ...shape,
  data: Float64Array.from(data, (x) => x / 2),
});

const map = { name: 'halved', observationSpace: { kind: 'box', low: [-4, -4] }, seen: halved } as const;

describe('overObservations', () => {
  it('is the policy on what the map makes of observations, to the bit', () => {
    const plain = linearGaussian(2);
    const policy = overObservations(plain, map);
    expect([policy.name, policy.observationSpace]).toEqual([`halved ${plain.name}`, map.observationSpace]);
    const theta = policy.initialize(key(1));
    expect(theta).toEqual(plain.initialize(key(1)));
    const matrix = { rows: 6, columns: 2, data: normal(key(2), 12) };
    const actions = policy.sample(theta, matrix, key(3));
    expect(actions).toEqual(plain.sample(theta, halved(matrix), key(3)));
    expect(policy.mode?.(theta, matrix)).toEqual(plain.mode?.(theta, halved(matrix)));
    const [outer, inner] = [
      { observations: matrix, actions },
      { observations: halved(matrix), actions },
    ];
    const w = normal(key(4), 6);
    const v = normal(key(5), policy.dimension);
    const twice = (d: ArrayLike<number>) => Array.from(d, (x) => 2 * x);
    expect(policy.logProbability(theta, outer)).toEqual(plain.logProbability(theta, inner));
    expect(policy.weightedScore(theta, outer, w)).toEqual(plain.weightedScore(theta, inner, w));
    expect(policy.weightedScores(theta, outer, [w, w])).toEqual(plain.weightedScores(theta, inner, [w, w]));
    expect(policy.directionalDerivative(theta, outer, v)).toEqual(
      plain.directionalDerivative(theta, inner, v),
    );
    expect(policy.hessianVectorProduct(theta, outer, w, v)).toEqual(
      plain.hessianVectorProduct(theta, inner, w, v),
    );
    expect(policy.curvatureAndScore(theta, outer, w, v, twice)).toEqual(
      plain.curvatureAndScore(theta, inner, w, v, twice),
    );
  });

  it('maps a batch once for all derivatives', () => {
    let mapped = 0;
    const policy = overObservations(tabularSoftmax(2, 2), {
      name: 'counted',
      observationSpace: { kind: 'discrete', size: 2 },
      seen: (observations) => ((mapped += 1), observations),
    });
    const column = { rows: 2, columns: 1, data: [0, 1] };
    const data = { observations: column, actions: column };
    policy.weightedScore([0, 0, 0, 0], data, [1, 1]);
    policy.hessianVectorProduct([0, 0, 0, 0], { ...data }, [1, 1], [1, 0, 0, 0]);
    expect(mapped).toBe(1);
  });

  it('has no mode where the policy says none, and says what it lacks', () => {
    expect(overObservations(tabularSoftmax(2, 2), map).mode).toBeUndefined();
    expect(() => overObservations(tabularSoftmax(2, 2), JSON.parse('{"name":"x"}'))).toThrow(
      new RangeError('overObservations: observationSpace: expected a record, found nothing'),
    );
  });
});
