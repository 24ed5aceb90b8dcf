import type { DebiasingPart } from './part';
import { scaledBy, stepPairs } from './step-pairs';

export const dice: DebiasingPart = {
  formula:
    'c = Σ_τ Σ_h ω_h ∇log π(a_h|s_h), ω_h = (α/N) [w_h Σ_{h′≤h} κ^{h−h′} d_{h′} + Σ_{h′>h} w_{h′} d_{h′}]',
  meaning:
    'The second derivative of the DiCE surrogate, in which each reward depends on the actions before it: the policy Hessian without the products of an action with earlier rewards. With weights of memory κ < 1 the matrix is not symmetric: then it is the second derivative of no surrogate.',
  bias: 'O(α²/N) for weights that each trajectory has from itself, for J(θ + α∇J(θ)) too; O(α) for weights fitted or normalised over the batch',
  variance: 'falls like 1/N',
  cost: 'none',
  source: 'Foerster et al., arXiv:1802.05098',
  joinsTasks: false,
  leastTrajectories: 1,
  exchangeableUpTo: Infinity,
  scoreWeights: ({ algorithm, trace, t }) => {
    const { batch, weights } = trace.steps[t];
    return scaledBy(algorithm.stepSize, batch, (directional) =>
      stepPairs(batch, weights.values, directional, { past: weights.decay, future: 1 }),
    );
  },
};
