import * as fc from 'fast-check';
import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import {
  baselineFeatures,
  distanceToSpan,
  normalSums,
  penaltyOf,
  solveNormalSums,
  solveWithoutPenalty,
} from './linear-feature-least-squares';
import { batches, batchOf } from './testing/batches';

it('has the features s, s², t, t², t³ and 1, zero on padding', () => {
  const batch = batchOf([[1, 2], [3]], 2);
  const features = baselineFeatures(batch);
  const [s, t] = [batch.observations.data[1], 0.01];
  [s, s ** 2, t, t ** 2, t ** 3, 1].forEach((x, i) => {
    expect(features[i][1]).toBeCloseTo(x, 15);
    expect(features[i][3]).toBe(0);
  });
});

it('has the features of several numbers one after the other', () => {
  const data = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0, 0];
  const batch = { ...batchOf([[1, 2], [3]], 2), observations: { rows: 4, columns: 3, data } };
  const features = baselineFeatures(batch);
  expect(features).toHaveLength(10);
  for (const [row, h] of [
    [0, 0],
    [1, 1],
    [2, 0],
  ]) {
    const s = data.slice(3 * row, 3 * row + 3);
    const t = h / 100;
    expect(features.map((feature) => feature[row])).toEqual([
      ...s,
      ...s.map((x) => x * x),
      t,
      t * t,
      t * t * t,
      1,
    ]);
  }
});

it('leaves 2⁻²¹ of what varies as much as the penalty weighs', () => {
  const feature = Float64Array.of(Math.sqrt(1e-5));
  const target = Float64Array.of(1);
  const [c] = solveWithoutPenalty(1, normalSums([feature], target, 0, 1));
  expect((1 - c * feature[0]) * 2 ** 21).toBeCloseTo(1, 6);
});

it('adds sums over disjoint rows up to the sums over all', () => {
  fc.assert(
    fc.property(batches, fc.nat(), (batch, choice) => {
      const features = baselineFeatures(batch);
      const rows = batch.mask.length;
      const cut = choice % (rows + 1);
      const whole = normalSums(features, batch.rewards, 0, rows);
      const [first, second] = [
        normalSums(features, batch.rewards, 0, cut),
        normalSums(features, batch.rewards, cut, rows),
      ];
      whole.forEach((x, i) => {
        expect(Math.abs(x - first[i] - second[i])).toBeLessThan(1e-9 * (1 + Math.abs(x)));
      });
    }),
  );
});

it('leaves of targets that features can match what the penalty may leave, and without it nothing', () => {
  const batch = batchOf([[1, 2, 4, 3], [8, 1, 0], [2]], 4);
  const features = baselineFeatures(batch);
  const truth = [2, -1, 300, 0, 0, 5];
  const predict = (c: ArrayLike<number>) =>
    Float64Array.from(batch.mask, (_, row) =>
      features.reduce((sum, feature, i) => sum + c[i] * feature[row], 0),
    );
  const targets = predict(truth);
  const squaresLeft = (c: ArrayLike<number>) =>
    predict(c).reduce((sum, x, row) => sum + (x - targets[row]) ** 2, 0);
  const sums = normalSums(features, targets, 0, batch.mask.length);
  const penalised = solveNormalSums(features.length, sums);
  // The minimum of squares + penalty is no more than at the truth, where there are no squares.
  expect(squaresLeft(penalised) + penaltyOf(penalised)).toBeLessThanOrEqual(penaltyOf(truth));
  expect(squaresLeft(penalised)).toBeGreaterThan(1e-6);
  expect(squaresLeft(solveWithoutPenalty(features.length, sums))).toBeLessThan(1e-3 * squaresLeft(penalised));
  expect(penaltyOf([3, 4])).toBeCloseTo(25e-5, 15);
});

it('finds the distance to a span that singular values tell', () => {
  const vector = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 6, maxLength: 6 });
  const features = fc.array(vector, { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(features, vector, (columns, target) => {
      fc.pre(target.some((x) => x !== 0));
      const { diagonal, leftSingularVectors } = new SingularValueDecomposition(
        new Matrix(columns.map((column) => [...column])).transpose(),
        { computeRightSingularVectors: false, autoTranspose: true },
      );
      const size = Math.hypot(...target);
      const within = diagonal.map((singular, i) =>
        singular <= 1e-9 ? 0 : leftSingularVectors.getColumn(i).reduce((sum, x, r) => sum + x * target[r], 0),
      );
      const distance = Math.sqrt(Math.max(0, 1 - (Math.hypot(...within) / size) ** 2));
      expect(distanceToSpan(columns, target, [0, 1, 2, 3, 4, 5])).toBeCloseTo(distance, 7);
    }),
  );
});
