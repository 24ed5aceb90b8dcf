import * as fc from 'fast-check';
import { generalisedAdvantages } from './advantages';
import { discountedSums } from './returns';
import { batches } from './testing/batches';

const value = fc.double({ min: -5, max: 5, noNaN: true });

/** Batches, each with a value for every row. */
const valued = batches.chain((batch) =>
  fc.tuple(
    fc.constant(batch),
    fc.array(value, { minLength: batch.rewards.length, maxLength: batch.rewards.length }),
  ),
);
const discount = 0.9;

it('is the reward-to-go minus the value for λ = 1', () => {
  fc.assert(
    fc.property(valued, ([batch, v]) => {
      const toGo = discountedSums(batch, batch.rewards, discount);
      generalisedAdvantages(batch, v, discount, 1).forEach((a, row) => {
        expect(a).toBeCloseTo(batch.mask[row] * (toGo[row] - v[row]), 9);
      });
    }),
  );
});

it('is the one-step residual for λ = 0', () => {
  fc.assert(
    fc.property(valued, ([batch, v]) => {
      generalisedAdvantages(batch, v, discount, 0).forEach((a, row) => {
        const last = row % batch.steps === batch.lengths[Math.floor(row / batch.steps)] - 1;
        const next = last ? 0 : (v[row + 1] ?? 0);
        expect(a).toBeCloseTo(batch.mask[row] * (batch.rewards[row] + discount * next - v[row]), 9);
      });
    }),
  );
});

it('mixes k-step advantages with weights (1 − λ)λ^(k−1), by the definition of GAE', () => {
  const lambda = 0.7;
  fc.assert(
    fc.property(valued, ([batch, v]) => {
      const advantages = generalisedAdvantages(batch, v, discount, lambda);
      const length = batch.lengths[0];
      const kStep = (h: number, k: number): number => {
        let sum = -v[h];
        for (let t = h; t < Math.min(h + k, length); t++) sum += discount ** (t - h) * batch.rewards[t];
        return h + k < length ? sum + discount ** k * v[h + k] : sum;
      };
      for (let h = 0; h < length; h++) {
        const remaining = length - h;
        let mixed = lambda ** (remaining - 1) * kStep(h, remaining);
        for (let k = 1; k < remaining; k++) mixed += (1 - lambda) * lambda ** (k - 1) * kStep(h, k);
        expect(advantages[h]).toBeCloseTo(mixed, 9);
      }
    }),
  );
});
