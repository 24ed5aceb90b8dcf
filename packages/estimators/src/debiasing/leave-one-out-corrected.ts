import type { Policy } from '@sgmrl/policies';
import { dot, subtract } from '@sgmrl/vector';
import type { Algorithm } from '../algorithm';
import { adapt, type InnerStep } from '../inner-step';
import type { OuterEstimate } from '../outer-estimate';
import { adaptWithoutFirst } from './leave-one-out';
import { influences, leaveOneOutLinear } from './leave-one-out-linear';
import type { DebiasingPart } from './part';
import { spread } from './rows';

/** More counterfactuals cost more; fewer make the share of the remainder in the variance larger. */
const greatestCounterfactuals = 4;

export const leaveOneOutCorrected: DebiasingPart = {
  formula:
    'c = Σ_n ⟨U(D) − U(D∖τ_n), λ⟩ S_n + (N/K) Σ_{n≤K} R_n S_n, S_n = Σ_h ∇log π(a_h|s_h) along τ_n, R_n = δ_n − ⟨U(D) − U(D∖τ_n), v⟩; δ of leave-one-out, v an unbiased estimate of ∇J(U(D)), K = 4; earlier steps: leave-one-out-linear',
  meaning:
    'leave-one-out-linear with its bias taken out: what is not linear in J is measured at the counterfactuals of the first K trajectories. Trajectories are drawn alike, so K of the N remainders stand for all. As exact as leave-one-out, at a cost that does not grow with N.',
  bias: '0 for one inner step with unbiased ĝ and Ĵ; O(α²/N) from the earlier steps of several',
  variance: 'falls like 1/N',
  cost: 'leave-one-out-linear; two policy gradients and K of one batch, which share the forward pass; K + 1 log-probabilities',
  source: 'this project',
  joinsTasks: false,
  leastTrajectories: 1,
  exchangeableUpTo: greatestCounterfactuals,
  scoreWeights: (context) => {
    const { policy, algorithm, trace, t } = context;
    if (t < trace.steps.length - 1) return leaveOneOutLinear.scoreWeights(context);
    const step = trace.steps[t];
    const corrections = remainders(policy, algorithm, step, trace.outer);
    return (directional) =>
      spread(
        step.batch,
        influences(algorithm, step, directional).map((influence, n) => influence + (corrections[n] ?? 0)),
      );
  },
};

/** (N/K) R_n of the first K trajectories. */
const remainders = (
  policy: Policy,
  algorithm: Algorithm,
  step: InnerStep,
  outer: OuterEstimate,
): readonly number[] => {
  const { trajectories } = step.batch;
  const count = Math.min(greatestCounterfactuals, trajectories);
  const adapted = adapt(policy, algorithm)(step);
  const direction = outer.gradientAt(adapted);
  return adaptWithoutFirst(policy, algorithm)(step, count).map(
    (counterfactual) =>
      (trajectories / count) *
      (outer.valueAbove(counterfactual) - dot(subtract(adapted, counterfactual), direction)),
  );
};
