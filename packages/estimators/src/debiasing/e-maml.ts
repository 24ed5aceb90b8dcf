import { scale } from '@sgmrl/vector';
import type { DebiasingPart } from './part';

export const eMaml: DebiasingPart = {
  formula: 'c = (Ĵ(D_o) / N) S, S = Σ_τ Σ_h ∇log π(a_h|s_h)',
  meaning:
    'Averages the score over pairs of a trajectory before and one after adaptation, where the derivative of V_ζ has their sum: a share 1/N of the debiasing part.',
  bias: 'O(α)',
  variance: 'falls like 1/N',
  cost: 'none',
  source: 'Stadie et al., arXiv:1803.01118, eq. 4; formulation II of Rothfuss et al., arXiv:1810.06784, §3',
  joinsTasks: false,
  leastTrajectories: 1,
  exchangeableUpTo: Infinity,
  scoreWeights: ({ trace: { steps, outer }, t }) => {
    const { batch } = steps[t];
    const weights = scale(outer.value / batch.trajectories, batch.mask);
    return () => weights;
  },
};
