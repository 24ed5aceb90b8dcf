import * as fc from 'fast-check';
import { moments, normalise, rootMeanSquare } from './normalise';
import { batches, batchOf } from './testing/batches';

it('counts running rows only', () => {
  const batch = batchOf([[1, 3], [5]], 3);
  expect(moments(batch, batch.rewards)).toEqual({ mean: 3, deviation: Math.sqrt(8 / 3) });
});

it('gives mean zero and deviation one, and zero on padding', () => {
  fc.assert(
    fc.property(batches, (batch) => {
      fc.pre(moments(batch, batch.rewards).deviation > 1e-3);
      const normalised = normalise(batch, batch.rewards);
      const { mean, deviation } = moments(batch, normalised);
      expect(mean).toBeCloseTo(0, 9);
      expect(deviation).toBeCloseTo(1, 4);
      normalised.forEach((x, row) => {
        if (batch.mask[row] === 0) expect(x).toBe(0);
      });
    }),
  );
});

it('turns constants into zeros', () => {
  const batch = batchOf([[2, 2], [2]], 2);
  expect(Array.from(normalise(batch, batch.rewards))).toEqual([0, 0, 0, 0]);
});

it('turns what is constant up to rounding into zeros', () => {
  const batch = batchOf([[1e8 + 1e-7, 1e8], [1e8]], 2);
  expect(Array.from(normalise(batch, batch.rewards))).toEqual([0, 0, 0, 0]);
});

it('knows the deviation of numbers whose squares are beyond the largest number', () => {
  const batch = batchOf([[1e200, 3e200], [5e200]], 3);
  expect(moments(batch, batch.rewards).deviation / 1e200).toBeCloseTo(Math.sqrt(8 / 3), 12);
  const half = moments(batchOf([[1.7e308, 0]], 2), [1.7e308, 0]);
  expect(half.deviation / 1.7e308).toBeCloseTo(0.5, 12);
});

it('knows the root of the mean square at any size, of running rows only', () => {
  const batch = batchOf([[3, 4], [-5]], 3);
  const of = (size: number) =>
    rootMeanSquare(
      batch,
      Array.from(batch.rewards, (x) => x * size),
    );
  expect(of(0)).toBe(0);
  for (const size of [1e-300, 1, 1e300]) expect(of(size) / size).toBeCloseTo(Math.sqrt(50 / 3), 12);
});

it('adds 10⁻⁸ to the deviation', () => {
  const batch = batchOf([[1e-8, -1e-8]], 2);
  normalise(batch, batch.rewards).forEach((x, row) => {
    expect(x).toBeCloseTo(row === 0 ? 0.5 : -0.5, 12);
  });
});
