import type { DebiasingPart } from './part';
import { scaledBy } from './step-pairs';

export const lvc: DebiasingPart = {
  formula: 'c = Σ_τ Σ_h ω_h ∇log π(a_h|s_h), ω_h = (α/N) w_h d_h',
  meaning:
    'The low-variance curvature: of the policy Hessian it keeps the pairs of a step with itself, as differentiating Σ_h w_h π/⟂π twice does, and drops the pairs of different steps.',
  bias: 'O(α); O(α²/N) for trajectories of one step and weights that each has from itself',
  variance: 'falls like 1/N, at a smaller constant than dice',
  cost: 'none',
  source: 'Rothfuss et al. (ProMP), arXiv:1810.06784, §5',
  joinsTasks: false,
  leastTrajectories: 1,
  exchangeableUpTo: Infinity,
  scoreWeights: ({ algorithm, trace, t }) => {
    const { batch, weights } = trace.steps[t];
    return scaledBy(algorithm.stepSize, batch, (directional) =>
      weights.values.map((w, row) => w * directional[row]),
    );
  },
};
