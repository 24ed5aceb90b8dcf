import * as fc from 'fast-check';
import { generalisedAdvantages } from './advantages';
import { fitLinearFeatureBaseline, predictLinearFeatureBaseline } from './linear-feature-baseline';
import { leaveOneOutWeights } from './leave-one-out-weights';
import { moments } from './normalise';
import { discountedSums } from './returns';
import { batches, batchOf } from './testing/batches';
import { select } from './select';
import { timesteps } from './timesteps';
import { fitWeights, stepWeights, type StepWeights, type Weights } from './weights';

it('is the plain discounted reward-to-go Σ_{t≥h} γ^t r_t', () => {
  const { values, scale, decay } = stepWeights({ kind: 'reward-to-go' }, 0.5)(batchOf([[1, 2, 4], [8]], 3));
  expect(Array.from(values)).toEqual([3, 2, 1, 8, 0, 0]);
  expect([scale, decay]).toEqual([1, 1]);
});

it('is the generalised advantage over a fitted baseline', () => {
  fc.assert(
    fc.property(batches, (batch) => {
      const toGo = discountedSums(batch, batch.rewards, 0.9);
      const v = predictLinearFeatureBaseline(batch, fitLinearFeatureBaseline(batch, toGo));
      const weights = stepWeights({ kind: 'advantage', lambda: 0.8 }, 0.9)(batch);
      expect(weights.values).toEqual(generalisedAdvantages(batch, v, 0.9, 0.8));
      expect(weights.scale).toBe(1);
      expect(weights.decay).toBeCloseTo(0.72, 12);
    }),
  );
});

it('normalises the advantage to a mean over time steps, and tells the scale', () => {
  fc.assert(
    fc.property(batches, (batch) => {
      const raw = stepWeights({ kind: 'advantage', lambda: 0.8 }, 0.9)(batch).values;
      const { mean, deviation } = moments(batch, raw);
      const { values, scale } = stepWeights({ kind: 'normalised-advantage', lambda: 0.8 }, 0.9)(batch);
      fc.pre(deviation > 1e-2 && scale > 0);
      values.forEach((w, row) => {
        expect(w).toBeCloseTo(batch.mask[row] * scale * (raw[row] - mean), 9);
      });
      expect((scale * deviation * timesteps(batch)) / batch.trajectories).toBeCloseTo(1, 5);
    }),
  );
});

it('scales advantages by a number that no batch chooses, the own and those of the others', () => {
  fc.assert(
    fc.property(batches, fc.double({ min: 1e-3, max: 1e3 }), (batch, scale) => {
      const [plain, scaled]: readonly Weights[] = [
        { kind: 'advantage', lambda: 0.8 },
        { kind: 'scaled-advantage', lambda: 0.8, scale },
      ];
      const times = ({ values, decay }: StepWeights) => ({
        values: values.map((w) => scale * w),
        scale,
        decay,
      });
      expect(stepWeights(scaled, 0.9)(batch)).toEqual(times(stepWeights(plain, 0.9)(batch)));
      if (batch.trajectories < 2) return;
      const [own, others] = [plain, scaled].map((weights) => leaveOneOutWeights(weights, 0.9)(batch)(0));
      expect(others).toEqual(times(own));
    }),
  );
});

it.each([0, -1, NaN, Infinity, 'state'] as const)('refuses the scale %p', (scale) => {
  expect(() => stepWeights({ kind: 'scaled-advantage', lambda: 1, scale }, 0.9)).toThrow(
    new RangeError(`weights: expected a scale above 0, found ${String(scale)}`),
  );
});

it.each<Weights>([
  { kind: 'reward-to-go' },
  { kind: 'advantage', lambda: 0.8 },
  { kind: 'scaled-advantage', lambda: 0.8, scale: 0.5 },
  { kind: 'normalised-advantage', lambda: 0.8 },
])('fitted elsewhere, $kind weighs each trajectory apart from the others', (weights) => {
  fc.assert(
    fc.property(batches, batches, (reference, batch) => {
      fc.pre(reference.steps === batch.steps);
      const weigh = fitWeights(weights, 0.9)(reference);
      const together = weigh(batch);
      for (let n = 0; n < batch.trajectories; n++) {
        const alone = weigh(select(batch, [n]));
        expect(alone.values).toEqual(together.values.slice(n * batch.steps, (n + 1) * batch.steps));
        expect([alone.scale, alone.decay]).toEqual([together.scale, together.decay]);
      }
      expect(fitWeights(weights, 0.9)(batch)(batch)).toEqual(stepWeights(weights, 0.9)(batch));
    }),
  );
});

it('refuses weights that are none, and says which there are', () => {
  const unknown = JSON.parse('{"kind":"reward-to-come"}') as Weights;
  const expected = new RangeError(
    "weights: expected one of reward-to-go, advantage, normalised-advantage, scaled-advantage, found 'reward-to-come'",
  );
  expect(() => stepWeights(unknown, 0.9)).toThrow(expected);
  expect(() => leaveOneOutWeights(unknown, 0.9)).toThrow(expected);
  for (const lambda of [-0.1, 1.1, NaN, undefined])
    for (const kind of ['advantage', 'normalised-advantage'] as const)
      expect(() => fitWeights(JSON.parse(JSON.stringify({ kind, lambda })) as Weights, 0.9)).toThrow(
        /^weights: expected lambda from 0 to 1, found (-0.1|1.1|null|undefined)$/,
      );
});
