import type { Differentials } from '@sgmrl/policies';
import { leaveOneOutWeights, type TrajectoryBatch } from '@sgmrl/rollouts';
import { axpy, scale, type Vector } from '@sgmrl/vector';
import type { AdaptationSettings } from '../../settings';
import type { InnerStep } from '../../inner-step';
import type { LeafNumbers } from '../leaf';
import { spread } from '../rows';

export const leftOut: LeafNumbers = {
  scoreWeights: ({ policy, adaptation, trace: { steps, outer }, t }) => {
    const step = steps[t];
    const differences = adaptWithoutFirst(policy, adaptation)(step, step.batch.trajectories).map(
      outer.valueAbove,
    );
    const weights = spread(step.batch, differences);
    return () => weights;
  },
  readsLambda: false,
  leastTrajectories: 1,
};

/**
 * U(θ, D∖τ_n) for each of the first trajectories: the inner steps that the others would have led
 * to; θ itself when there is none. They must not depend on τ_n, so weights that are fitted to the
 * batch are fitted to the others instead.
 */
export const adaptWithoutFirst =
  (policy: Differentials, { stepSize, innerWeights, discount }: AdaptationSettings) =>
  ({ parameters, batch }: InnerStep, count: number): readonly Vector[] => {
    if (batch.trajectories === 1) return [parameters];
    const weigh = leaveOneOutWeights(innerWeights, discount)(batch);
    const weights = Array.from({ length: count }, (_, n) => meanOverOthers(batch, n, weigh(n).values));
    return policy
      .weightedScores(parameters, batch, weights)
      .map((gradient) => axpy(stepSize, gradient, parameters));
  };

/** w/(N − 1), and zero on τ_n. */
const meanOverOthers = ({ trajectories, steps }: TrajectoryBatch, n: number, weights: Vector): Vector =>
  scale(1 / (trajectories - 1), weights).fill(0, n * steps, (n + 1) * steps);
