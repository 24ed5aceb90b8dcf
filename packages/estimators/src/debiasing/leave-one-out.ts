import type { Policy } from '@sgmrl/policies';
import { without } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';
import type { Algorithm } from '../algorithm';
import { adapt, innerStep, type InnerStep } from '../inner-step';
import { leaveOneOutLinear } from './leave-one-out-linear';
import type { DebiasingPart } from './part';
import { spread } from './rows';

export const leaveOneOut: DebiasingPart = {
  formula:
    'c = Σ_τ δ_τ Σ_h ∇log π(a_h|s_h), δ_τ an unbiased estimate of J(U(D)) − J(U(D∖τ)); earlier steps: leave-one-out-linear',
  meaning:
    'Weighs the score of each trajectory by what leaving it out of the adaptation would change in the return, measured on the evaluation data by importance weights.',
  bias: '0 for one inner step; O(α²/N) from the earlier steps of several',
  variance: 'falls like 1/N',
  cost: 'N policy gradients and N + 1 log-probabilities more',
  source: 'this project',
  joinsTasks: false,
  scoreWeights: (context) => {
    const { policy, algorithm, trace, t } = context;
    if (t < trace.steps.length - 1) return leaveOneOutLinear.scoreWeights(context);
    const step = trace.steps[t];
    const differences = step.batch.lengths.map((_, n) =>
      trace.outer.valueAbove(adaptWithout(policy, algorithm)(step, n)),
    );
    return () => spread(step.batch, differences);
  },
};

/**
 * U(θ, D∖τ_n): the inner step that the other trajectories would have led to; θ itself when there is none. It must not
 * depend on τ_n, so weights that are fitted to the batch are made anew from the others.
 */
export const adaptWithout =
  (policy: Policy, algorithm: Algorithm) =>
  ({ parameters, batch }: InnerStep, n: number): Vector =>
    batch.trajectories === 1
      ? parameters
      : adapt(policy, algorithm)(innerStep(algorithm)(parameters, without(batch, n)));
