import type { Differentials } from '@sgmrl/policies';
import { leaveOneOutWeights, type TrajectoryBatch } from '@sgmrl/rollouts';
import { axpy, scale, type Vector } from '@sgmrl/vector';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import type { AdaptationSettings } from '../../settings';
import type { InnerStep } from '../../inner-step';
import type { Formula, Leaf } from '../leaf';
import { spread } from '../rows';
import { sum } from '../term';

/** What δ_τ stands for. */
export const differenceOfOne: Formula = {
  text: 'δ_τ ≈ J(U(D)) − J(U(D∖τ))',
  latex: '\\delta_\\tau \\approx J(U(D)) - J(U(D \\setminus \\tau))',
};

export const leftOut: Leaf = {
  formula: {
    text: 'Σ_τ δ_τ s(τ)',
    latex: '\\sum_\\tau \\delta_\\tau\\, s(\\tau)',
    where: [differenceOfOne],
  },
  meaning:
    'Weighs the score s(τ) of each trajectory by what leaving it out of the adaptation would change in the return, measured without bias on the outer batch by importance weights.',
  scoreWeights: ({ policy, adaptation, trace: { steps, outer }, t }) => {
    const step = steps[t];
    const differences = adaptWithoutFirst(policy, adaptation)(step, step.batch.trajectories).map(
      outer.valueAbove,
    );
    const weights = spread(step.batch, differences);
    return () => weights;
  },
  readsLambda: false,
  claim: () => ({ times: 1, errors: [] }),
  cost: (trajectories) => ({
    ...(trajectories > 1 && { fits: trajectories, scores: trajectories }),
    logProbabilities: trajectories,
    atAdapted: true,
  }),
  exchangeableUpTo: Infinity,
  leastTrajectories: 1,
  rewrite: ({ stepSize }) => (stepSize === 0 ? sum() : undefined),
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
    const weights = RA.makeBy(count, (n) => meanOverOthers(batch, n, weigh(n).values));
    return policy
      .weightedScores(parameters, batch, weights)
      .map((gradient) => axpy(stepSize, gradient, parameters));
  };

/** w/(N − 1), and zero on τ_n. */
const meanOverOthers = ({ trajectories, steps }: TrajectoryBatch, n: number, weights: Vector): Vector =>
  scale(1 / (trajectories - 1), weights).fill(0, n * steps, (n + 1) * steps);
