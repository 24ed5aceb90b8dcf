import { key } from '@sgmrl/prng';
import type { Matrix } from '@sgmrl/vector';
import { tabularSoftmax } from './tabular-softmax';

const matrix = (rows: number, columns: number, data: readonly number[]): Matrix => ({ rows, columns, data });

describe('the tabular softmax policy', () => {
  const at = (s: number, a: number) => ({ observations: matrix(1, 1, [s]), actions: matrix(1, 1, [a]) });
  const policy = tabularSoftmax(2, 2);
  const theta = [0, 0, 0, 0];

  it.each([
    [0, 2, /actions: expected an integer from 0 to 1, found 2 in row 0/],
    [0, -1, /actions: .* found -1/],
    [1, 0.5, /actions: .* found 0.5/],
    [1, NaN, /actions: .* found NaN/],
    [7, 0, /observations: expected an integer from 0 to 1, found 7 in row 0/],
    [-1, 0, /observations: .* found -1/],
    [1.5, 0, /observations: .* found 1.5/],
    [Infinity, 0, /observations: .* found Infinity/],
  ])('refuses state %d with action %d', (s, a, message) => {
    const data = at(s, a);
    [
      () => policy.logProbability(theta, data),
      () => policy.weightedScore(theta, data, [1]),
      () => policy.weightedScores(theta, data, [[1]]),
      () => policy.directionalDerivative(theta, data, theta),
      () => policy.hessianVectorProduct(theta, data, [1], theta),
      () => policy.curvatureAndScore(theta, data, [1], theta, (d) => d),
    ].forEach((call) => {
      expect(call).toThrow(RangeError);
      expect(call).toThrow(message);
    });
  });

  it('refuses actions of the wrong shape, and states that it does not know when it samples', () => {
    const { observations: one } = at(0, 0);
    expect(() => policy.logProbability(theta, { observations: one, actions: matrix(2, 1, [0, 0]) })).toThrow(
      /actions: expected 1 × 1 numbers, one row for each observation, found 2 × 1/,
    );
    expect(() => policy.sample(theta, matrix(1, 1, [7]), key(1))).toThrow(
      new RangeError('observations: expected an integer from 0 to 1, found 7 in row 0'),
    );
  });

  it('refuses parameters, weights and directions of another length', () => {
    const data = at(0, 0);
    const cases: readonly (readonly [() => unknown, string])[] = [
      [() => policy.logProbability([0], data), 'parameters: expected 4 numbers, found 1'],
      [() => policy.sample([0], data.observations, key(1)), 'parameters: expected 4 numbers, found 1'],
      [() => policy.weightedScore(theta, data, [1, 2]), 'weights: expected 1 numbers, found 2'],
      [() => policy.directionalDerivative(theta, data, [1]), 'direction: expected 4 numbers, found 1'],
    ];
    cases.forEach(([call, message]) => {
      expect(call).toThrow(new RangeError(message));
    });
  });

  it.each([0, -1, 1.5, NaN, Infinity])('is refused with sizes that make no policy: %d', (size) => {
    [() => tabularSoftmax(size, 2), () => tabularSoftmax(2, size)].forEach((make) => {
      expect(make).toThrow(RangeError);
      expect(make).toThrow(new RegExp(`: expected a whole number from 1 on, found ${String(size)}$`));
    });
  });

  it.each([-0.5, 100.5, NaN, Infinity])('refuses an initialScale of %d', (scale) => {
    expect(() => tabularSoftmax(2, 2, scale)).toThrow(
      new RangeError(`tabularSoftmax: initialScale: expected a number from 0 to 100, found ${String(scale)}`),
    );
  });

  it('takes an initialScale at its bounds', () => {
    expect([0, 100].map((scale) => tabularSoftmax(2, 2, scale).dimension)).toEqual([4, 4]);
  });
});
