import { tabularSoftmax } from '@sgmrl/policies';
import {
  fromWeightsSpec,
  rewardToGo,
  type Baseline,
  type TrajectoryBatch,
  type Weighting,
} from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';
import * as fc from 'fast-check';
import type { AdaptationSettings } from '../settings';
import { adapt, innerStep, type InnerStep } from '../inner-step';
import { adjoints } from '../adjoints';
import type { OuterEstimate } from '../outer-estimate';
import type { Term } from '../terms/term';
import type { AdaptationTrace } from '../trace';

/** Two states, two actions. */
export const tracePolicy = tabularSoftmax(2, 2);

/** A task's adaptation, with what it was made from. */
export interface TraceCase {
  readonly adaptation: AdaptationSettings;
  readonly trace: AdaptationTrace;
}

/** The mean reward-to-go of the batch, on every step: a baseline of one's own. */
export const meanBaseline: Baseline = {
  name: 'mean of the batch',
  fitted: true,
  fit: ({ lengths }, rewardsToGo) => {
    let sum = 0;
    for (let row = 0; row < rewardsToGo.length; row++) sum += rewardsToGo[row];
    const mean = sum / lengths.reduce((rows, length) => rows + length, 0);
    return { predict: ({ mask }) => Float64Array.from(mask, () => mean) };
  },
};

/** The same number everywhere: nothing is fitted. */
export const constantBaseline = (value: number): Baseline => ({
  name: `constant ${String(value)}`,
  fitted: false,
  fit: () => ({ predict: ({ mask }) => Float64Array.from(mask, () => value) }),
});

export const everyWeights: readonly Weighting[] = [
  rewardToGo,
  fromWeightsSpec({ kind: 'advantage', lambda: 0.8 }),
  fromWeightsSpec({ kind: 'advantage', lambda: 0 }),
  fromWeightsSpec({ kind: 'normalised-advantage', lambda: 0.8 }),
  fromWeightsSpec({ kind: 'scaled-advantage', lambda: 0.8, scale: 0.5 }),
];

/** λ^0 of a term, with fewer trajectories than it takes too; what is shrunk counts by half. */
export const gradientOf = ({ adaptation, trace }: TraceCase, estimator: Term): Vector =>
  adjoints(tracePolicy, { ...adaptation, estimator, shrinkageFactor: 0.5 })(trace).lambdas[0];

const quarters = fc.integer({ min: -8, max: 8 }).map((n) => n / 4);

const vectors = (size: number): fc.Arbitrary<readonly number[]> =>
  fc.array(quarters, { minLength: size, maxLength: size });

/** N trajectories of at most H steps; some end early, and are zero from there on. */
export const ragged = (trajectories: number, horizon: number): fc.Arbitrary<TrajectoryBatch> => {
  const rows = trajectories * horizon;
  const bits = fc.array(fc.integer({ min: 0, max: 1 }), { minLength: rows, maxLength: rows });
  return fc
    .record({
      lengths: fc.array(fc.integer({ min: 1, max: horizon }), {
        minLength: trajectories,
        maxLength: trajectories,
      }),
      states: bits,
      actions: bits,
      rewards: vectors(rows),
    })
    .map(({ lengths, states, actions, rewards }) => {
      const mask = Float64Array.from(rewards, (_, row) =>
        row % horizon < lengths[Math.floor(row / horizon)] ? 1 : 0,
      );
      const masked = (x: readonly number[]) => mask.map((running, row) => (running === 1 ? x[row] : 0));
      const column = (x: readonly number[]) => ({ rows, columns: 1, data: masked(x) });
      return {
        trajectories,
        steps: horizon,
        observations: column(states),
        actions: column(actions),
        rewards: masked(rewards),
        mask,
        lengths,
      };
    });
};

/**
 * Estimates of a return that is quadratic in θ, all of them times s. As with sampled data, ĝ is
 * another estimate than the gradient at θ^ζ that is made like those elsewhere: `noise` is between.
 */
export const quadraticOuter = (
  s: number,
  adapted: ArrayLike<number>,
  slope: readonly number[],
  bend: readonly number[],
  noise: readonly number[],
): OuterEstimate => {
  const valueAt = (x: ArrayLike<number>) =>
    slope.reduce((sum, b, i) => sum + b * x[i] + 0.5 * bend[i] * x[i] * x[i], 0.3);
  const gradientAt = (x: ArrayLike<number>) => slope.map((b, i) => s * (b + bend[i] * x[i]));
  return {
    scale: s,
    gradient: gradientAt(adapted).map((x, i) => x + s * noise[i]),
    value: s * valueAt(adapted),
    valueAbove: (x) => s * (valueAt(adapted) - valueAt(x)),
    gradientAt,
  };
};

/** What a trace is to be like; chance decides the rest. */
export interface TraceShape {
  readonly innerSteps: number;
  readonly trajectories: number;
  readonly horizon: number;
  readonly stepSize: number;
  readonly innerWeights: Weighting;
}

export const traceShapes: fc.Arbitrary<TraceShape> = fc.record({
  innerSteps: fc.integer({ min: 1, max: 2 }),
  trajectories: fc.integer({ min: 1, max: 4 }),
  horizon: fc.integer({ min: 1, max: 3 }),
  stepSize: fc.constantFrom(0.4, 0.4, 1.3, 0),
  innerWeights: fc.constantFrom(...everyWeights),
});

/** Adaptations of this shape. */
export const tracesOf = ({
  innerSteps,
  trajectories,
  horizon,
  ...rest
}: TraceShape): fc.Arbitrary<TraceCase> => {
  const adaptation = { ...rest, discount: 0.9 };
  return fc
    .record({
      theta: vectors(4),
      batches: fc.array(ragged(trajectories, horizon), { minLength: innerSteps, maxLength: innerSteps }),
      slope: vectors(4),
      bend: vectors(4),
      noise: vectors(4),
      scale: fc.constantFrom(1, 0.25, 3),
    })
    .map(({ theta, batches, slope, bend, noise, scale }) => {
      const start: { readonly steps: readonly InnerStep[]; readonly theta: ArrayLike<number> } = {
        steps: [],
        theta,
      };
      const { steps, theta: adapted } = batches.reduce((before, batch) => {
        const step = innerStep(adaptation)(before.theta, batch);
        return { steps: [...before.steps, step], theta: adapt(tracePolicy, adaptation)(step) };
      }, start);
      return { adaptation, trace: { steps, outer: quadraticOuter(scale, adapted, slope, bend, noise) } };
    });
};

/** Adaptations of one or two inner steps, up to four trajectories, three steps, all weights. */
export const traces: fc.Arbitrary<TraceCase> = traceShapes.chain(tracesOf);
