import type { DebiasingPart } from './part';
import { spread, sumPerTrajectory } from './rows';

export const firstOrder: DebiasingPart = {
  formula: 'c = Σ_τ (α/N) ⟨g(τ), λ⟩ Σ_h ∇log π(a_h|s_h), g(τ) = Σ_h w_h ∇log π(a_h|s_h)',
  meaning:
    'Weighs the score of each trajectory by what its own policy gradient changed in the return, to first order.',
  bias: 'O(α²/N) for weights that each trajectory has from itself; O(α) for weights fitted or normalised over the batch',
  variance: 'falls like 1/N',
  cost: 'none',
  source:
    'the pre-update term of formulation I, Rothfuss et al., arXiv:1810.06784, eq. 4, as a mean over the batch; as a debiasing part for V_ζ: this project',
  joinsTasks: false,
  leastTrajectories: 1,
  exchangeableUpTo: Infinity,
  scoreWeights: ({ algorithm, trace, t }) => {
    const { batch, weights } = trace.steps[t];
    const perTrajectory = algorithm.stepSize / batch.trajectories;
    return (directional) => {
      const products = weights.values.map((w, row) => w * directional[row]);
      return spread(
        batch,
        sumPerTrajectory(batch, products).map((x) => perTrajectory * x),
      );
    };
  },
};
