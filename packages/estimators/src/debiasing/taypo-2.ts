import type { DebiasingPart } from './part';
import { scaledBy, stepPairs } from './step-pairs';

export const taypo2: DebiasingPart = {
  formula: 'c = Σ_τ Σ_h ω_h ∇log π(a_h|s_h), ω_h = (α/N) [w_h Σ_{h′≤h} d_{h′} + Σ_{h′>h} w_{h′} d_{h′}]',
  meaning:
    'The second derivative of the second-order Taylor expansion of J in the importance ratios ρ: Σ_h w_h (ρ_h − 1) + Σ_{h<h′} w_{h′} (ρ_h − 1)(ρ_{h′} − 1). Its first-order part alone is lvc. Equal to dice for plain reward-to-go.',
  bias: 'O(α²/N) for weights that each trajectory has from itself, for J(θ + α∇J(θ)) too; O(α) for weights fitted or normalised over the batch',
  variance: 'falls like 1/N',
  cost: 'none',
  source: 'Tang et al., arXiv:2106.13125',
  joinsTasks: false,
  leastTrajectories: 1,
  exchangeableUpTo: Infinity,
  scoreWeights: ({ algorithm, trace, t }) => {
    const { batch, weights } = trace.steps[t];
    return scaledBy(algorithm.stepSize, batch, (directional) =>
      stepPairs(batch, weights.values, directional, { past: 1, future: 1 }),
    );
  },
};
