import * as fc from 'fast-check';
import { fitLinearFeatureBaseline, predictLinearFeatureBaseline } from './linear-feature-baseline';
import { distanceToSpan } from './linear-feature-least-squares';
import { batches, batchOf } from './testing/batches';
import type { TrajectoryBatch } from './trajectory-batch';

const featuresOf = (batch: TrajectoryBatch, row: number): readonly number[] => {
  const [o, t] = [batch.observations.data[row], (row % batch.steps) / 100];
  return [o, o * o, t, t * t, t ** 3, 1];
};

it('satisfies the normal equations of the ridge regression', () => {
  fc.assert(
    fc.property(batches, (batch) => {
      const coefficients = fitLinearFeatureBaseline(batch, batch.rewards);
      const gradient = Array.from(coefficients, (c) => 1e-5 * c);
      for (let row = 0; row < batch.mask.length; row++) {
        if (batch.mask[row] === 0) continue;
        const phi = featuresOf(batch, row);
        const residual = phi.reduce((sum, x, i) => sum + coefficients[i] * x, 0) - batch.rewards[row];
        phi.forEach((x, i) => {
          gradient[i] += residual * x;
        });
      }
      gradient.forEach((g) => {
        expect(Math.abs(g)).toBeLessThan(1e-7);
      });
    }),
  );
});

it('predicts a value that lies in the span of its features', () => {
  const batch = batchOf([new Array<number>(40).fill(0), new Array<number>(30).fill(0)], 40);
  const truth = [0.5, -1, 2, 1, -3, 4];
  const target = Float64Array.from(batch.mask, (running, row) =>
    running === 0 ? 0 : featuresOf(batch, row).reduce((sum, x, i) => sum + truth[i] * x, 0),
  );
  const predicted = predictLinearFeatureBaseline(batch, fitLinearFeatureBaseline(batch, target));
  predicted.forEach((value, row) => {
    expect(value).toBeCloseTo(target[row], 2);
  });
});

describe('the distance to the span of the features', () => {
  const rows = [0, 1, 2, 3];
  const line = [1, 2, 3, 4];
  const one = [1, 1, 1, 1];

  it('is rounding for what is linear in them, however small or alike they are', () => {
    const nearly = line.map((x) => x + 1e-9 * x * x);
    const target = line.map((x) => 1e5 - 7 * x + 3e-9 * x * x);
    expect(distanceToSpan([one, line, nearly, line.map((x) => 1e-8 * x)], target, rows)).toBeLessThan(1e-14);
  });

  it('is the share that is orthogonal to them', () => {
    // (1, −1, −1, 1) is orthogonal to lines; its norm is 2, as that of (1, 1, 1, 1).
    const target = [1 + 1e-6, 1 - 1e-6, 1 - 1e-6, 1 + 1e-6];
    expect(distanceToSpan([one, line], target, rows) / 1e-6).toBeCloseTo(1, 6);
    expect(distanceToSpan([one, line], [1, -1, -1, 1], rows)).toBeCloseTo(1, 12);
  });

  it('is rounding where a feature stands twice before another, or is small', () => {
    expect(distanceToSpan([line, line, one], one, rows)).toBeLessThan(1e-14);
    const small = line.map((x) => 1e-7 * x);
    expect(distanceToSpan([small], line, rows)).toBeLessThan(1e-14);
  });

  it('sees the given rows alone', () => {
    expect(distanceToSpan([one, line], [1, 2, 9, 4], [0, 1, 3])).toBeLessThan(1e-14);
  });

  it('is all of it where a feature is beyond the largest number, and no number where a target is none', () => {
    expect(distanceToSpan([[Infinity, 1, 1, 1]], one, rows)).toBe(1);
    expect(distanceToSpan([line, [Infinity, 1, 1, 1]], one, rows)).toBe(1);
    expect(distanceToSpan([one], [NaN, 1, 1, 1], rows)).toBeNaN();
  });
});
