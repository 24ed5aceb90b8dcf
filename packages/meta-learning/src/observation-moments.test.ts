import type { TrajectoryBatch } from '@sgmrl/rollouts';
import fc from 'fast-check';
import {
  noObservations,
  observationMoments,
  scalingOf,
  withObservations,
  type ObservationMoments,
} from './observation-moments';

/**
 * A batch of trajectories of some lengths whose observations are given row by row, padding
 * included.
 */
const batchOf = (lengths: readonly number[], rows: readonly (readonly number[])[]): TrajectoryBatch => {
  const steps = Math.max(...lengths);
  const columns = rows[0].length;
  const size = lengths.length * steps;
  return {
    trajectories: lengths.length,
    steps,
    observations: { rows: size, columns, data: rows.flat() },
    actions: { rows: size, columns: 1, data: new Float64Array(size) },
    rewards: new Float64Array(size),
    mask: lengths.flatMap((length) => Array.from({ length: steps }, (_, h) => (h < length ? 1 : 0))),
    lengths,
  };
};

/** By the definitions, over all rows at once. */
const twoPasses = (rows: readonly (readonly number[])[]) =>
  rows[0].map((_, i) => {
    const mean = rows.reduce((sum, row) => sum + row[i], 0) / rows.length;
    return { mean, squares: rows.reduce((sum, row) => sum + (row[i] - mean) ** 2, 0) };
  });

const close = (x: number, y: number, size: number) => {
  expect(Math.abs(x - y)).toBeLessThan(1e-10 * (1 + size));
};

const expectMoments = (
  { mean, squares, count }: ObservationMoments,
  rows: readonly (readonly number[])[],
) => {
  expect(count).toBe(rows.length);
  const largest = Math.max(...rows.flat().map(Math.abs));
  twoPasses(rows).forEach((expected, i) => {
    close(mean[i], expected.mean, largest);
    close(squares[i], expected.squares, rows.length * largest * largest);
  });
};

const entry = fc.integer({ min: -10_000, max: 10_000 }).map((n) => n / 8);
const row = fc.tuple(entry, entry);
const set = fc.array(row, { minLength: 1, maxLength: 12 });

describe('the moments of observations', () => {
  it('merged are those of all of them in two passes', () => {
    fc.assert(
      fc.property(fc.array(set, { minLength: 1, maxLength: 6 }), (sets) => {
        const each = sets.map((rows) => observationMoments(2, [batchOf([rows.length], rows)]));
        expectMoments(withObservations(noObservations(2), each), sets.flat());
        const [first, ...others] = each;
        expect(withObservations(first, others)).toEqual(withObservations(noObservations(2), each));
      }),
    );
  });

  it('keep small deviations about a great mean', () => {
    const rows = Array.from({ length: 1000 }, (_, k) => [1e9 + (k % 2)]);
    const each = rows.map((one) => observationMoments(1, [batchOf([1], [one])]));
    expect(withObservations(noObservations(1), each).squares[0] / 1000).toBeCloseTo(0.25, 6);
  });

  it('count the steps taken and nothing behind the end of a trajectory', () => {
    const batch = batchOf([1, 3], [[1], [77], [77], [2], [6], [3]]);
    expectMoments(observationMoments(1, [batch]), [[1], [2], [6], [3]]);
  });

  it('are those of nothing where nothing was seen', () => {
    expect(observationMoments(2, [])).toEqual(noObservations(2));
    const some = observationMoments(1, [batchOf([1], [[3]])]);
    expect(withObservations(some, [noObservations(1)])).toEqual(some);
  });
});

describe('scalingOf', () => {
  it('makes mean 0 and variance 1 of what was seen', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 20 }), (rows) => {
        const moments = observationMoments(2, [batchOf([rows.length], rows)]);
        const { mean, scale, clip } = scalingOf(moments, 10);
        expect(clip).toBe(10);
        const seen = rows.map((o) => o.map((x, i) => (x - mean[i]) / scale[i]));
        twoPasses(seen).forEach((after, i) => {
          close(after.mean, 0, 1);
          const varies = rows.some((o) => o[i] !== rows[0][i]);
          close(after.squares, varies ? rows.length : 0, rows.length);
        });
      }),
    );
  });

  it('only centres what has not varied, but for rounding, and leaves what was not seen', () => {
    const constant = Array.from({ length: 3 }, () => [0.1, 0]);
    const moments = observationMoments(2, [batchOf([3], constant)]);
    const { mean, scale } = scalingOf(moments, 5);
    expect(Array.from(scale)).toEqual([1, 1]);
    expect(mean[0]).toBeCloseTo(0.1, 12);
    const rounded = scalingOf({ count: 4, mean: [1e6], squares: [4e-6] }, 5);
    expect(Array.from(rounded.scale)).toEqual([1]);
    const nothing = scalingOf(noObservations(1), 5);
    expect([nothing.mean[0], nothing.scale[0]]).toEqual([0, 1]);
  });
});
