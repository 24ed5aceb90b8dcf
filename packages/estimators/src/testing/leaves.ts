import { without } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';
import { adapt, innerStep } from '../inner-step';
import type { LeafNumbers } from '../terms/leaf';
import { tracePolicy, type TraceCase } from './traces';

/** λ for the leaves that ask for it. */
export const lambda = [0.7, -0.4, 0.2, 0.9];

/** ω of a leaf in the last inner step. */
export const weightsOf = (
  { scoreWeights }: LeafNumbers,
  { adaptation, trace }: TraceCase,
): readonly number[] => {
  const t = trace.steps.length - 1;
  const { parameters, batch } = trace.steps[t];
  const where = { policy: tracePolicy, adaptation, trace, t };
  return Array.from(scoreWeights(where)(tracePolicy.directionalDerivative(parameters, batch, lambda)));
};

/** The last inner step. */
export const lastStep = ({ trace }: TraceCase) => trace.steps[trace.steps.length - 1];

/** θ^ζ */
export const adaptedOf = (one: TraceCase): Vector => adapt(tracePolicy, one.adaptation)(lastStep(one));

/** U(D∖τ_n), by an inner step on the others; θ where there are none. */
export const adaptedWithout = (one: TraceCase, n: number): Vector => {
  const { parameters, batch } = lastStep(one);
  return batch.trajectories === 1
    ? parameters
    : adapt(tracePolicy, one.adaptation)(innerStep(one.adaptation)(parameters, without(batch, n)));
};

/** The numbers of the trajectories on their rows, zero on padding. */
export const onRows = (one: TraceCase, ofTrajectory: (n: number, h: number) => number): readonly number[] => {
  const { steps, mask } = lastStep(one).batch;
  return Array.from(mask, (running, row) =>
    running === 0 ? 0 : ofTrajectory(Math.floor(row / steps), row % steps),
  );
};

/** Equal up to rounding, and up to that of a least squares where one was solved in another way. */
export const expectAlike = (actual: readonly number[], expected: readonly number[]): void => {
  expect(actual).toHaveLength(expected.length);
  const size = 1 + Math.max(...expected.map(Math.abs));
  actual.forEach((x, row) => {
    expect(Math.abs(x - expected[row])).toBeLessThan(1e-6 * size);
  });
};
