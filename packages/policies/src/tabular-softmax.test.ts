import { derivativeAlong, distance, gradient } from '@sgmrl/finite-differences';
import { key } from '@sgmrl/prng';
import { dot } from '@sgmrl/vector';
import fc from 'fast-check';
import { fromThree, tabularSoftmax } from './index';

const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
const numbers = (length: number, bound: number) =>
  fc.array(fc.double({ min: -bound, max: bound, noNaN: true }), { minLength: length, maxLength: length });

/** A policy, parameters, a direction, K rows and two weight vectors. */
const problem = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })).chain(([S, A]) =>
  fc.array(fc.tuple(fc.nat(S - 1), fc.nat(A - 1)), { maxLength: 6 }).chain((pairs) =>
    fc.record({
      policy: fc.constant(tabularSoftmax(S, A)),
      actions: fc.constant(A),
      data: fc.constant({
        observations: column(pairs.map(([s]) => s)),
        actions: column(pairs.map(([, a]) => a)),
      }),
      theta: numbers(S * A, 3),
      direction: numbers(S * A, 2),
      weights: numbers(pairs.length, 2),
      scoreWeights: numbers(pairs.length, 2),
    }),
  ),
);

// Central differences with h = 1e-5 of functions of size ≤ 50: h² truncation and ε/h rounding stay
// below 1e-8.
const h = 1e-5;
const tolerance = 1e-7;

describe('tabularSoftmax', () => {
  it('agrees with the closed form of two actions: log π(1) = −log(1 + exp(θ_0 − θ_1))', () => {
    const policy = tabularSoftmax(1, 2);
    const data = { observations: column([0]), actions: column([1]) };
    const p0 = 1 / (1 + Math.exp(0.5 - -0.25));
    const p1 = 1 - p0;
    expect(policy.logProbability([-0.25, 0.5], data)[0]).toBeCloseTo(Math.log(p1), 14);
    expect(distance(policy.weightedScore([-0.25, 0.5], data, [3]), [-3 * p0, 3 * p0])).toBeLessThan(1e-14);
    expect(
      distance(policy.hessianVectorProduct([-0.25, 0.5], data, [3], [1, 0]), [-3 * p0 * p1, 3 * p0 * p1]),
    ).toBeLessThan(1e-14);
  });

  it('differentiates its log-probability as finite differences do', () => {
    fc.assert(
      fc.property(problem, ({ policy, theta, data, direction, weights }) => {
        const surrogate = (x: ArrayLike<number>) => dot(weights, policy.logProbability(x, data));
        expect(
          distance(policy.weightedScore(theta, data, weights), gradient(surrogate, h)(theta)),
        ).toBeLessThan(tolerance);
        expect(
          distance(
            policy.directionalDerivative(theta, data, direction),
            derivativeAlong((x) => policy.logProbability(x, data), h)(theta, direction),
          ),
        ).toBeLessThan(tolerance);
        expect(
          distance(
            policy.hessianVectorProduct(theta, data, weights, direction),
            derivativeAlong((x) => policy.weightedScore(x, data, weights), h)(theta, direction),
          ),
        ).toBeLessThan(tolerance);
      }),
    );
  });

  it('combines the three operations as their definition says', () => {
    fc.assert(
      fc.property(problem, ({ policy, theta, data, direction, weights, scoreWeights }) => {
        const omega = (d: ArrayLike<number>) => scoreWeights.map((w, k) => w * d[k] + 1);
        expect(
          distance(
            policy.curvatureAndScore(theta, data, weights, direction, omega),
            fromThree(policy).curvatureAndScore(theta, data, weights, direction, omega),
          ),
        ).toBeLessThan(1e-13);
      }),
    );
  });

  it('stays finite for logits of any size', () => {
    const policy = tabularSoftmax(1, 2);
    const data = { observations: column([0, 0]), actions: column([0, 1]) };
    expect([...Array.from(policy.logProbability([1000, -1000], data))]).toEqual([0, -2000]);
    expect([...Array.from(policy.weightedScore([1000, -1000], data, [1, 1]))]).toEqual([-1, 1]);
  });

  it('starts uniform, or at logits of the given scale', () => {
    expect(Array.from(tabularSoftmax(2, 2).initialize([1, 1]))).toEqual([0, 0, 0, 0]);
    const drawn = Array.from(tabularSoftmax(100, 10, 0.5).initialize([1, 1]));
    const variance = drawn.reduce((total, x) => total + x * x, 0) / drawn.length;
    // 1,000 squares of N(0, ¼): standard error ¼·√(2/1000) = 0.011
    expect(Math.abs(variance - 0.25)).toBeLessThan(0.05);
  });
});

it('draws no action from logits of which one is infinite or no number', () => {
  const draw = (...logits: number[]) =>
    Array.from(tabularSoftmax(1, 3).sample(logits, { rows: 2, columns: 1, data: [0, 0] }, key(1)).data);
  expect(draw(NaN, 0, 0)).toEqual([NaN, NaN]);
  expect(draw(0, Infinity, 0)).toEqual([NaN, NaN]);
  expect(draw(-Infinity, 0, -Infinity)).toEqual([1, 1]);
});
