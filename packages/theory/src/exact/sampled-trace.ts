import { adapt, innerStep, outerEstimate, type AdaptationTrace, type Algorithm } from '@sgmrl/estimators';
import type { Policy } from '@sgmrl/policies';
import { foldIn, uniform, type Key } from '@sgmrl/prng';
import { select, type TrajectoryBatch } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';
import { trajectoryProbabilities, type TrajectorySupport } from './trajectory-support';

/** A trace with the adapted parameters θ^ζ that its outer data were drawn under. */
export interface SampledTrace extends AdaptationTrace {
  readonly parameters: Vector;
}

/**
 * One task's data, drawn: ζ inner batches and the outer batch, each trajectory chosen from the
 * support with its exact probability. What training sees, at a fraction of the cost of simulating
 * it.
 */
export const sampledTrace =
  (support: TrajectorySupport, policy: Policy, algorithm: Algorithm) =>
  (logits: Vector, key: Key): SampledTrace => {
    let parameters = logits;
    const steps = Array.from({ length: algorithm.innerSteps }, (_, t) => {
      const step = innerStep(algorithm)(
        parameters,
        sampledBatch(support, parameters, algorithm.trajectories, foldIn(key, t)),
      );
      parameters = adapt(policy, algorithm)(step);
      return step;
    });
    const evaluation = sampledBatch(
      support,
      parameters,
      algorithm.evaluationTrajectories,
      foldIn(key, algorithm.innerSteps),
    );
    return { steps, parameters, outer: outerEstimate(policy, algorithm)(parameters, evaluation) };
  };

const sampledBatch = (
  support: TrajectorySupport,
  parameters: Vector,
  trajectories: number,
  key: Key,
): TrajectoryBatch => {
  const cumulative = trajectoryProbabilities(support, parameters);
  for (let n = 1; n < cumulative.length; n++) cumulative[n] += cumulative[n - 1];
  const total = cumulative[cumulative.length - 1];
  return select(
    support.batch,
    Array.from(uniform(key, trajectories), (u) => firstAbove(cumulative, u * total)),
  );
};

/** The first index whose entry exceeds x; entries ascend. */
export const firstAbove = (ascending: Float64Array, x: number): number => {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] > x) high = middle;
    else low = middle + 1;
  }
  return low;
};
