import { rewardToGo } from './reward-to-go';
import { batchOf } from './testing/batches';

it('is the plain discounted reward-to-go Σ_{t≥h} γ^t r_t, whatever the reference', () => {
  const batch = batchOf([[1, 2, 4], [8]], 3);
  for (const reference of [batch, batchOf([[5]], 3)]) {
    const { values, scale, decay } = rewardToGo.fit(0.5)(reference)(batch);
    expect(Array.from(values)).toEqual([3, 2, 1, 8, 0, 0]);
    expect([scale, decay]).toEqual([1, 1]);
  }
  expect(rewardToGo.facts(0.5)).toEqual({ fitted: false, decay: 1, normalised: false, unbiased: true });
});
