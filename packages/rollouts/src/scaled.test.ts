import { advantagesOver } from './advantages-over';
import { leaveOneOutWeights } from './leave-one-out-weights';
import { linearFeatureBaseline } from './linear-feature-baseline';
import { scaled, scaledByState } from './scaled';
import { batchOf } from './testing/batches';
import { constant } from './testing/baselines';
import { stepWeights } from './weights';

const batch = batchOf([[1, 2, 4], [8]], 3);

it('is s times the weights, which then estimate s∇J, with the facts as they are', () => {
  const weights = advantagesOver(constant(2), 1);
  const halved = scaled(0.5, weights);
  expect(stepWeights(halved, 0.5)(batch)).toEqual({
    values: Float64Array.of(0.5, 1, 1, 3, 0, 0),
    scale: 0.5,
    decay: 0.5,
  });
  expect(halved.facts(0.5)).toEqual(weights.facts(0.5));
});

it('of what is scaled is the product', () => {
  const weights = stepWeights(scaled(2, scaled(3, advantagesOver(constant(2), 1))), 0.5)(batch);
  expect(weights).toEqual({ values: Float64Array.of(6, 12, 12, 36, 0, 0), scale: 6, decay: 0.5 });
});

it.each([linearFeatureBaseline, constant(2)])('leaves out alike over $name', (baseline) => {
  const weights = advantagesOver(baseline, 1);
  const plain = leaveOneOutWeights(weights, 0.5)(batch)(0);
  expect(leaveOneOutWeights(scaled(2, weights), 0.5)(batch)(0)).toEqual({
    ...plain,
    values: plain.values.map((w) => 2 * w),
    scale: 2,
  });
});

it('has facts, and what is to be scaled, before the state gives a scale', () => {
  const unscaled = advantagesOver(linearFeatureBaseline, 1);
  const weights = scaledByState(unscaled);
  expect(weights.facts(1)).toEqual(unscaled.facts(1));
  expect(weights.unscaled).toBe(unscaled);
  const missing = new RangeError('weights: expected a scale above 0, found state');
  expect(() => weights.fit(1)).toThrow(missing);
  expect(() => weights.leaveOneOut?.(1)).toThrow(missing);
  expect(() => stepWeights(weights, 1)).toThrow(missing);
  expect(() => leaveOneOutWeights(weights, 1)).toThrow(missing);
});

it.each([0, -1, NaN, Infinity])('refuses the scale %p', (scale) => {
  expect(() => scaled(scale, advantagesOver(constant(2), 1))).toThrow(
    new RangeError(`weights: expected a scale above 0, found ${String(scale)}`),
  );
});
