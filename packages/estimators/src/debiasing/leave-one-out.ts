import type { Policy } from '@sgmrl/policies';
import { leaveOneOutWeights, type TrajectoryBatch } from '@sgmrl/rollouts';
import { axpy, scale, type Vector } from '@sgmrl/vector';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import type { Algorithm } from '../algorithm';
import type { InnerStep } from '../inner-step';
import { leaveOneOutLinear } from './leave-one-out-linear';
import type { DebiasingPart } from './part';
import { spread } from './rows';

export const leaveOneOut: DebiasingPart = {
  formula:
    'c = Σ_τ δ_τ Σ_h ∇log π(a_h|s_h), δ_τ an unbiased estimate of J(U(D)) − J(U(D∖τ)); earlier steps: leave-one-out-linear',
  meaning:
    'Weighs the score of each trajectory by what leaving it out of the adaptation would change in the return, measured on the evaluation data by importance weights.',
  bias: '0 for one inner step with unbiased ĝ and Ĵ; O(α²/N) from the earlier steps of several',
  variance: 'falls like 1/N',
  cost: 'N policy gradients of one batch, which share the forward pass, and N + 1 log-probabilities more',
  source: 'this project',
  joinsTasks: false,
  leastTrajectories: 1,
  exchangeableUpTo: Infinity,
  scoreWeights: (context) => {
    const { policy, algorithm, trace, t } = context;
    if (t < trace.steps.length - 1) return leaveOneOutLinear.scoreWeights(context);
    const step = trace.steps[t];
    const differences = adaptWithoutFirst(policy, algorithm)(step, step.batch.trajectories).map(
      trace.outer.valueAbove,
    );
    return () => spread(step.batch, differences);
  },
};

/**
 * U(θ, D∖τ_n) for each of the first trajectories: the inner steps that the others would have led to; θ itself when there is
 * none. They must not depend on τ_n, so weights that are fitted to the batch are fitted to the others instead.
 */
export const adaptWithoutFirst =
  (policy: Policy, algorithm: Algorithm) =>
  ({ parameters, batch }: InnerStep, count: number): readonly Vector[] => {
    if (batch.trajectories === 1) return [parameters];
    const weigh = leaveOneOutWeights(algorithm.innerWeights, algorithm.discount)(batch);
    const weights = RA.makeBy(count, (n) => meanOverOthers(batch, n, weigh(n).values));
    return policy
      .weightedScores(parameters, batch, weights)
      .map((gradient) => axpy(algorithm.stepSize, gradient, parameters));
  };

/** w/(N − 1), and zero on τ_n. */
const meanOverOthers = ({ trajectories, steps }: TrajectoryBatch, n: number, weights: Vector): Vector =>
  scale(1 / (trajectories - 1), weights).fill(0, n * steps, (n + 1) * steps);
