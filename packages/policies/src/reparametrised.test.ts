import { distance } from '@sgmrl/finite-differences';
import { key, normal } from '@sgmrl/prng';
import fc from 'fast-check';
import { reparametrised } from './reparametrised';
import { tabularSoftmax } from './tabular-softmax';
import { linearGaussian } from './testing/linear-gaussian';

const plain = tabularSoftmax(2, 3);
const data = {
  observations: { rows: 4, columns: 1, data: [0, 1, 1, 0] },
  actions: { rows: 4, columns: 1, data: [2, 0, 1, 1] },
};
const w = [1, -2, 0.5, 3];

const positive = fc.integer({ min: 1, max: 64 }).map((n) => n / 16);
const number = fc.integer({ min: -32, max: 32 }).map((n) => n / 16);
const six = <A>(entry: fc.Arbitrary<A>) => fc.array(entry, { minLength: 6, maxLength: 6 });

describe('reparametrised', () => {
  it('has the derivatives of log π(a|s; origin + scale ∘ φ)', () => {
    fc.assert(
      fc.property(six(number), six(positive), six(number), six(number), (origin, scale, phi, v) => {
        const policy = reparametrised(plain, { origin, scale });
        const at = (t: number) => phi.map((x, i) => x + t * v[i]);
        const log = (t: number) =>
          plain.logProbability(
            at(t).map((x, i) => origin[i] + scale[i] * x),
            data,
          );
        expect(policy.logProbability(phi, data)).toEqual(log(0));
        const h = 1e-4;
        const slope = Float64Array.from(log(h), (x, k) => (x - log(-h)[k]) / (2 * h));
        expect(distance(policy.directionalDerivative(phi, data, v), slope)).toBeLessThan(1e-5);
        const score = policy.weightedScore(phi, data, w);
        const along = v.reduce((total, x, i) => total + x * score[i], 0);
        expect(along).toBeCloseTo(
          w.reduce((total, x, k) => total + x * slope[k], 0),
          4,
        );
        expect(policy.weightedScores(phi, data, [w])).toEqual([score]);
        const bend = Float64Array.from(
          policy.weightedScore(at(h), data, w),
          (x, i) => (x - policy.weightedScore(at(-h), data, w)[i]) / (2 * h),
        );
        const product = policy.hessianVectorProduct(phi, data, w, v);
        expect(distance(product, bend)).toBeLessThan(1e-4);
        const both = policy.curvatureAndScore(phi, data, w, v, () => w);
        Array.from(both).forEach((x, i) => {
          expect(x).toBeCloseTo(product[i] + score[i], 8);
        });
      }),
    );
  });

  it('is the policy itself, to the bit, at φ = 0 with scale 1', () => {
    const linear = linearGaussian(2);
    const origin = linear.initialize(key(1));
    const policy = reparametrised(linear, { origin, scale: Array.from(origin, () => 1) });
    const phi = policy.initialize(key(2));
    expect(Array.from(phi)).toEqual(Array.from(origin, () => 0));
    const matrix = { rows: 3, columns: 2, data: normal(key(3), 6) };
    expect(policy.sample(phi, matrix, key(4))).toEqual(linear.sample(origin, matrix, key(4)));
    expect(policy.mode?.(phi, matrix)).toEqual(linear.mode?.(origin, matrix));
    expect(policy.precision).toBe(linear.precision);
  });

  it('refuses coordinates of another length', () => {
    const six = new Float64Array(6).fill(1);
    expect(() => reparametrised(plain, { origin: six, scale: [1] })).toThrow(
      new RangeError('reparametrised: scale: expected 6 numbers, one a parameter, found 1'),
    );
    expect(() => reparametrised(plain, { origin: [], scale: six })).toThrow(
      new RangeError('reparametrised: origin: expected 6 numbers, one a parameter, found 0'),
    );
  });
});
