import type { DebiasingPart } from './part';
import { spread, sumPerTrajectory } from './rows';
import { scaledBy } from './step-pairs';

export const fullHessian: DebiasingPart = {
  formula:
    'c = (α/N) Σ_τ g(τ) ⟨∇log q(τ), λ⟩, so that the Jacobian part is I + α × an estimate of ∇²J, unbiased for reward-to-go',
  meaning:
    'Completes the curvature at fixed data to the policy Hessian u = g(τ) ∇log q(τ)ᵀ + ∇²ν. The transpose of first-order: right for the expected step, but the outer gradient it meets was reached through the same data.',
  bias: 'O(α²/N) for weights that each trajectory has from itself, for J(θ + α∇J(θ)) too; O(α) for weights fitted or normalised over the batch',
  variance: 'falls like 1/N',
  cost: 'none',
  source: 'the policy Hessian of Fallah et al., arXiv:2002.05135',
  joinsTasks: false,
  leastTrajectories: 1,
  exchangeableUpTo: Infinity,
  scoreWeights: ({ algorithm, trace, t }) => {
    const { batch, weights } = trace.steps[t];
    return scaledBy(algorithm.stepSize, batch, (directional) =>
      spread(batch, sumPerTrajectory(batch, directional)).map((x, row) => weights.values[row] * x),
    );
  },
};
