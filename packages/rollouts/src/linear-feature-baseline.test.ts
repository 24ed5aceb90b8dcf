import * as fc from 'fast-check';
import { fitLinearFeatureBaseline, predictLinearFeatureBaseline } from './linear-feature-baseline';
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
