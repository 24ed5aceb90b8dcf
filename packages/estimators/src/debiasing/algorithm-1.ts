import { scale } from '@sgmrl/vector';
import type { DebiasingPart } from './part';

export const algorithm1: DebiasingPart = {
  formula: 'c = Ĵ(D_o) S, S = Σ_τ Σ_h ∇log π(a_h|s_h)',
  meaning: 'SG-MRL as printed: the mean return after adaptation times the score of the adaptation data.',
  bias: '0 with unbiased ĝ and Ĵ',
  variance: 'grows like N · E Ĵ²',
  cost: 'none',
  source: 'Fallah et al., arXiv:2002.05135, Algorithm 1',
  joinsTasks: false,
  leastTrajectories: 1,
  exchangeableUpTo: Infinity,
  scoreWeights: ({ trace: { steps, outer }, t }) => {
    const weights = scale(outer.value, steps[t].batch.mask);
    return () => weights;
  },
};
