import * as fc from 'fast-check';
import { discountedRewards, discountedSums, meanReturn, returns } from './returns';
import { batches, batchOf } from './testing/batches';

const discounts = fc.double({ min: 0.1, max: 1, noNaN: true });

it('adds up a trajectory by hand', () => {
  const batch = batchOf([[1, 2, 4], [8]], 3);
  expect(Array.from(returns(batch, 0.5))).toEqual([3, 8]);
  expect(meanReturn(batch, 0.5)).toBe(5.5);
  expect(Array.from(discountedSums(batch, batch.rewards, 0.5))).toEqual([3, 4, 4, 8, 0, 0]);
  expect(Array.from(discountedRewards(batch, 0.5))).toEqual([1, 1, 1, 8, 0, 0]);
});

it('equals the double sums of its definition', () => {
  fc.assert(
    fc.property(batches, discounts, (batch, discount) => {
      const sums = discountedSums(batch, batch.rewards, discount);
      const totals = returns(batch, discount);
      for (let n = 0; n < batch.trajectories; n++) {
        for (let h = 0; h < batch.lengths[n]; h++) {
          let expected = 0;
          for (let t = h; t < batch.lengths[n]; t++)
            expected += discount ** (t - h) * batch.rewards[n * batch.steps + t];
          expect(sums[n * batch.steps + h]).toBeCloseTo(expected, 9);
        }
        expect(totals[n]).toBe(sums[n * batch.steps]);
      }
    }),
  );
});

it('discounts rewards from the start of their trajectory', () => {
  fc.assert(
    fc.property(batches, discounts, (batch, discount) => {
      const discounted = discountedRewards(batch, discount);
      discounted.forEach((x, row) => {
        expect(x).toBeCloseTo(discount ** (row % batch.steps) * batch.rewards[row], 9);
      });
    }),
  );
});
