import type { DebiasingPart } from './part';
import { centreOnOthers } from './rows';
import { scaledBy, stepPairs } from './step-pairs';

export const firstOrderCausal: DebiasingPart = {
  formula:
    'c = Σ_τ Σ_h (ω_h − mean of ω_h over the others) ∇log π(a_h|s_h), ω_h = (α/N) [w_h Σ_{h′≤h} κ^{h−h′} d_{h′} + Σ_{h′>h} w_{h′} d_{h′}]',
  meaning:
    'The first-order part without what an action cannot have caused: of ⟨g(τ), λ⟩ each step keeps the share that comes after it.',
  bias: 'O(α²/N) for weights that each trajectory has from itself; O(α) for weights fitted or normalised over the batch',
  variance: 'falls like 1/N, at a smaller constant than first-order',
  cost: 'none',
  source: 'this project; without the baseline it is dice (Foerster et al., arXiv:1802.05098, for κ = 1)',
  joinsTasks: false,
  leastTrajectories: 1,
  exchangeableUpTo: Infinity,
  scoreWeights: ({ algorithm, trace, t }) => {
    const { batch, weights } = trace.steps[t];
    // Rewards before h stay out; those after it make up κ^{h−h′} w_h of an earlier weight w_{h′}.
    return scaledBy(algorithm.stepSize, batch, (directional) =>
      centreOnOthers(
        batch,
        stepPairs(batch, weights.values, directional, { past: weights.decay, future: 1 }),
      ),
    );
  },
};
