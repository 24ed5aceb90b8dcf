import * as fc from 'fast-check';
import { advantagesOver, normalisedAdvantagesOver } from './advantages-over';
import type { Baseline } from './baseline';
import { leaveOneOutWeights } from './leave-one-out-weights';
import { linearFeatureBaseline } from './linear-feature-baseline';
import { batches, batchOf } from './testing/batches';
import { constant, meanOfStep } from './testing/baselines';
import { fitWeights, stepWeights } from './weights';
import { fromWeightsSpec } from './weights-spec';

const batch = batchOf([[1, 2, 4], [8]], 3);
const weigh = (baseline: Baseline, lambda: number, discount: number) =>
  stepWeights(advantagesOver(baseline, lambda), discount)(batch);

it('is GAE(λ) over any baseline, by hand', () => {
  // Rewards-to-go at γ = ½: 3, 4, 4 and 8.
  expect(Array.from(weigh(constant(2), 1, 0.5).values)).toEqual([1, 2, 2, 6, 0, 0]);
  // λ = 0: r_h + γ V − V, and no V after the end.
  expect(Array.from(weigh(constant(2), 0, 0.5).values)).toEqual([0, 1, 2, 6, 0, 0]);
  // The means of step are 5.5, 4, 4.
  expect(Array.from(weigh(meanOfStep, 1, 0.5).values)).toEqual([-2.5, 0, 0, 2.5, 0, 0]);
  expect(weigh(meanOfStep, 0.5, 0.5)).toMatchObject({ scale: 1, decay: 0.25 });
});

it('fits to a reference batch', () => {
  const two = batchOf(
    [
      [6, 0],
      [2, 4],
    ],
    3,
  );
  const { values } = fitWeights(advantagesOver(meanOfStep, 1), 0.5)(two)(batch);
  // Means 5, 2 and, where nobody ran, 0.
  expect(Array.from(values)).toEqual([-2, 2, 4, 3, 0, 0]);
});

it('has the weights of this package as instances, to the bit', () => {
  const weights = [
    fromWeightsSpec({ kind: 'advantage', lambda: 0.8 }),
    fromWeightsSpec({ kind: 'normalised-advantage', lambda: 0.8 }),
  ];
  const instances = [advantagesOver, normalisedAdvantagesOver].map((over) =>
    over(linearFeatureBaseline, 0.8),
  );
  fc.assert(
    fc.property(batches, (some) => {
      weights.forEach((each, i) => {
        expect(stepWeights(instances[i], 0.9)(some)).toEqual(stepWeights(each, 0.9)(some));
        if (some.trajectories > 1)
          expect(leaveOneOutWeights(instances[i], 0.9)(some)(0)).toEqual(
            leaveOneOutWeights(each, 0.9)(some)(0),
          );
      });
    }),
  );
});

const alike = batchOf(
  [
    [3, 1],
    [3, 1],
  ],
  2,
);

it('is zero where a scale leaves nothing to divide by', () => {
  for (const [weights, scale] of [
    [normalisedAdvantagesOver(meanOfStep, 1), 0],
    [normalisedAdvantagesOver(constant(1), 1), 0],
  ] as const)
    expect(stepWeights(weights, 1)(alike)).toMatchObject({ values: new Float64Array(4), scale });
  expect(Array.from(stepWeights(advantagesOver(constant(1), 1), 1)(alike).values)).toEqual([3, 0, 3, 0]);
});

it('knows what is fitted, and where the policy gradient is unbiased', () => {
  const facts = (of: ReturnType<typeof advantagesOver>, discount: number) => of.facts(discount);
  expect(facts(advantagesOver(constant(1), 1), 1)).toEqual({
    fitted: false,
    decay: 1,
    normalised: false,
    unbiased: true,
  });
  expect(facts(advantagesOver(constant(1), 1), 0.5)).toEqual({
    fitted: false,
    decay: 0.5,
    normalised: false,
    unbiased: false,
  });
  expect(facts(advantagesOver(constant(1), 0.5), 1)).toEqual({
    fitted: false,
    decay: 0.5,
    normalised: false,
    unbiased: false,
  });
  for (const fitted of [advantagesOver(meanOfStep, 1), normalisedAdvantagesOver(constant(1), 1)])
    expect(facts(fitted, 1)).toMatchObject({ fitted: true, decay: 1, unbiased: false });
});

it('refuses a λ that is none, and predictions for other rows', () => {
  for (const lambda of [-0.1, 1.1, NaN])
    expect(() => advantagesOver(meanOfStep, lambda)).toThrow(
      new RangeError(`weights: expected lambda from 0 to 1, found ${String(lambda)}`),
    );
  const short: Baseline = { ...constant(1), fit: () => ({ predict: () => [1, 1] }) };
  expect(() => stepWeights(advantagesOver(short, 1), 1)(batch)).toThrow(
    new RangeError('baseline constant 1: expected predictions for 6 rows, found 2'),
  );
});

it('leaves out as the baseline knows how to', () => {
  const advantages = Float64Array.of(1, 2, 3, 4, 0, 0);
  const knowing: Baseline = {
    ...meanOfStep,
    leaveOneOut: () => (n) => ({ advantages: advantages.map((a) => a * (n + 1)) }),
  };
  const leftOut = leaveOneOutWeights(advantagesOver(knowing, 0.5), 0.5)(batch);
  expect(leftOut(1)).toEqual({ values: Float64Array.of(2, 4, 6, 8, 0, 0), scale: 1, decay: 0.25 });
});

it('fits the linear features to the batch', () => {
  expect(advantagesOver(linearFeatureBaseline, 1).facts(1)).toEqual({
    fitted: true,
    decay: 1,
    normalised: false,
    unbiased: false,
  });
});
