import * as fc from 'fast-check';
import { generalisedAdvantages } from './advantages';
import { advantagesOver, normalisedAdvantagesOver } from './advantages-over';
import { fitLinearFeatureBaseline, predictLinearFeatureBaseline } from './linear-feature-baseline';
import { leaveOneOutWeights } from './leave-one-out-weights';
import { moments } from './normalise';
import { discountedSums } from './returns';
import { rewardToGo } from './reward-to-go';
import { batches, batchOf } from './testing/batches';
import { meanOfStep } from './testing/baselines';
import { scaledByState } from './scaled';
import { select } from './select';
import { timesteps } from './timesteps';
import { checkWeighting, checkWeights, fitWeights, stepWeights } from './weights';
import type { StepWeights, Weighting } from './weighting';
import { fromWeightsSpec } from './weights-spec';

it('is the generalised advantage over a fitted baseline', () => {
  fc.assert(
    fc.property(batches, (batch) => {
      const toGo = discountedSums(batch, batch.rewards, 0.9);
      const v = predictLinearFeatureBaseline(batch, fitLinearFeatureBaseline(batch, toGo));
      const weights = stepWeights(fromWeightsSpec({ kind: 'advantage', lambda: 0.8 }), 0.9)(batch);
      expect(weights.values).toEqual(generalisedAdvantages(batch, v, 0.9, 0.8));
      expect(weights.scale).toBe(1);
      expect(weights.decay).toBeCloseTo(0.72, 12);
    }),
  );
});

it('normalises the advantage to a mean over time steps, and tells the scale', () => {
  fc.assert(
    fc.property(batches, (batch) => {
      const raw = stepWeights(fromWeightsSpec({ kind: 'advantage', lambda: 0.8 }), 0.9)(batch).values;
      const { mean, deviation } = moments(batch, raw);
      const { values, scale } = stepWeights(
        fromWeightsSpec({ kind: 'normalised-advantage', lambda: 0.8 }),
        0.9,
      )(batch);
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
    fc.property(batches, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (batch, scale) => {
      const [plain, scaled]: readonly Weighting[] = [
        fromWeightsSpec({ kind: 'advantage', lambda: 0.8 }),
        fromWeightsSpec({ kind: 'scaled-advantage', lambda: 0.8, scale }),
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
  expect(() => stepWeights(fromWeightsSpec({ kind: 'scaled-advantage', lambda: 1, scale }), 0.9)).toThrow(
    new RangeError(`weights: expected a scale above 0, found ${String(scale)}`),
  );
});

it.each<Weighting>([
  rewardToGo,
  fromWeightsSpec({ kind: 'advantage', lambda: 0.8 }),
  fromWeightsSpec({ kind: 'scaled-advantage', lambda: 0.8, scale: 0.5 }),
  fromWeightsSpec({ kind: 'normalised-advantage', lambda: 0.8 }),
  advantagesOver(meanOfStep, 0.8),
  normalisedAdvantagesOver(meanOfStep, 0.8),
])('fitted elsewhere, $name weighs each trajectory apart from the others', (weights) => {
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

const own: Weighting = {
  name: 'mine',
  facts: () => ({ fitted: false, decay: 1, normalised: false, unbiased: false }),
  fit:
    () =>
    () =>
    ({ mask }) => ({ values: Float64Array.from(mask, (running) => 2 * running), scale: 1, decay: 1 }),
};

it('takes weights of one’s own as they are', () => {
  const batch = batchOf([[1, 2], [3]], 2);
  expect(stepWeights(own, 0.9)(batch)).toEqual({ values: Float64Array.of(2, 2, 2, 0), scale: 1, decay: 1 });
  expect(leaveOneOutWeights(own, 0.9)(batch)(1)).toEqual(stepWeights(own, 0.9)(batch));
});

it('refuses own weights that are not one number a row, or not zero on padding', () => {
  const batch = batchOf([[1, 2], [3]], 2);
  const giving = (...values: readonly number[]): Weighting => ({
    ...own,
    fit: () => () => () => ({ values: Float64Array.from(values), scale: 1, decay: 1 }),
  });
  const short = new RangeError('weights mine: expected one for each of 4 rows, found 2');
  expect(() => stepWeights(giving(1, 2), 1)(batch)).toThrow(short);
  expect(() => leaveOneOutWeights(giving(1, 2), 1)(batch)(0)).toThrow(short);
  expect(() => stepWeights(giving(1, 2, 3, 4), 1)(batch)).toThrow(
    new RangeError('weights mine: expected 0 on row 3, which is padding, found 4'),
  );
});

it('refuses plain data, and says what makes weights of it', () => {
  for (const check of [checkWeights, (weights: Weighting) => stepWeights(weights, 1)])
    expect(() => {
      check(JSON.parse('{"kind":"reward-to-go"}') as Weighting);
    }).toThrow(
      'weights: expected a weighting, which fromWeightsSpec makes of plain data, found kind reward-to-go',
    );
  expect(() => stepWeights(own, 0)).toThrow(/discount/);
});

it('refuses weights that cannot weigh yet, and takes them where facts are enough', () => {
  expect(() => {
    checkWeights(scaledByState(own));
  }).toThrow(new RangeError('weights: expected a scale above 0, found state'));
  expect(() => {
    checkWeighting(scaledByState(own));
  }).not.toThrow();
});

it('says what is missing, and leaves alone what is more', () => {
  expect(() => {
    checkWeighting(JSON.parse('{}') as Weighting);
  }).toThrow(new RangeError('weights: facts: expected a function, found nothing'));
  const more = { ...own, kind: 'mine' };
  expect(() => {
    checkWeighting(more);
  }).not.toThrow();
});
