import * as fc from 'fast-check';
import { advantagesOver, normalisedAdvantagesOver } from './advantages-over';
import { leaveOneOutWeights } from './leave-one-out-weights';
import { rewardToGo } from './reward-to-go';
import { without } from './select';
import { batches, batchOf, reward } from './testing/batches';
import { constant, meanOfStep } from './testing/baselines';
import type { TrajectoryBatch } from './trajectory-batch';
import type { Weighting } from './weighting';
import { fitWeights } from './weights';
import { fromWeightsSpec } from './weights-spec';

const kinds: readonly Weighting[] = [
  rewardToGo,
  fromWeightsSpec({ kind: 'advantage', lambda: 0.8 }),
  fromWeightsSpec({ kind: 'normalised-advantage', lambda: 0.8 }),
  advantagesOver(meanOfStep, 0.8),
  normalisedAdvantagesOver(meanOfStep, 0.8),
  advantagesOver(constant(2), 1),
];

const several = batches.filter(({ trajectories }) => trajectories > 1);

/** The same batch with trajectory n's rewards and observations changed. */
const tampered = (batch: TrajectoryBatch, n: number, by: number): TrajectoryBatch => {
  const change = (x: ArrayLike<number>) =>
    Float64Array.from(x, (value, row) =>
      Math.floor(row / batch.steps) === n ? (value + by) * batch.mask[row] : value,
    );
  return {
    ...batch,
    observations: { ...batch.observations, data: change(batch.observations.data) },
    rewards: change(batch.rewards),
  };
};

it.each(kinds)('$kind$name: gives what fitting to the other trajectories gives, row by row', (weights) => {
  fc.assert(
    fc.property(several, (batch) => {
      const leftOut = leaveOneOutWeights(weights, 0.9)(batch);
      for (let n = 0; n < batch.trajectories; n++) {
        const { values, scale, decay } = leftOut(n);
        const plain = fitWeights(weights, 0.9)(without(batch, n))(batch);
        expect(decay).toBe(plain.decay);
        // Where the others tell all but nothing, rounding is all that is left.
        if (plain.scale >= 1e3) continue;
        // Rounding of the least squares, in units of the rewards.
        expect(Math.abs(scale - plain.scale)).toBeLessThanOrEqual(1e-7 * plain.scale);
        const differences = values.map((w, row) => Math.abs(w - plain.values[row]));
        expect(Math.max(...differences)).toBeLessThanOrEqual(1e-8 * plain.scale);
      }
    }),
  );
});

it.each(kinds)('$kind$name: the others do not depend on the trajectory left out, to the bit', (weights) => {
  fc.assert(
    fc.property(several, fc.nat(), reward, (batch, choice, by) => {
      const n = choice % batch.trajectories;
      const othersOf = (given: TrajectoryBatch) => {
        const { values, scale } = leaveOneOutWeights(weights, 0.9)(given)(n);
        return { scale, values: values.fill(0, n * batch.steps, (n + 1) * batch.steps) };
      };
      expect(othersOf(tampered(batch, n, by))).toEqual(othersOf(batch));
    }),
  );
});

it('refuses a batch without others', () => {
  expect(() => leaveOneOutWeights(rewardToGo, 1)(batchOf([[1]], 1))).toThrow(
    new RangeError('leaveOneOutWeights: expected at least two trajectories, found 1'),
  );
});
