import type { DebiasingPart } from './part';
import { scaledBy, stepPairs } from './step-pairs';

export const loadedDice: DebiasingPart = {
  formula:
    'c = Σ_τ Σ_h ω_h ∇log π(a_h|s_h), ω_h = (α/N) [w_h Σ_{h′≤h} κ^{h−h′} d_{h′} + Σ_{h′>h} κ^{h′−h} w_{h′} d_{h′}]',
  meaning:
    'DiCE with an advantage in the place of each reward: the derivative of Σ_h w_h (☐(x_h) − ☐(κ x_{h−1})), x_h = κ x_{h−1} + log π_h, whose memory κ is the decay of the weights. Equal to dice for plain reward-to-go, where κ = 1.',
  bias: 'O(α²/N) at κ = 1 for weights that each trajectory has from itself; O(α) below, and for weights fitted or normalised over the batch',
  variance: 'falls like 1/N',
  cost: 'none',
  source: 'Farquhar, Whiteson, Foerster, arXiv:1909.10549',
  joinsTasks: false,
  leastTrajectories: 1,
  exchangeableUpTo: Infinity,
  scoreWeights: ({ algorithm, trace, t }) => {
    const { batch, weights } = trace.steps[t];
    return scaledBy(algorithm.stepSize, batch, (directional) =>
      stepPairs(batch, weights.values, directional, { past: weights.decay, future: weights.decay }),
    );
  },
};
