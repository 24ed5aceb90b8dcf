import { scale } from '@sgmrl/vector';
import type { Leaf } from '../leaf';

export const value: Leaf = {
  formula: { text: 'Ĵ(D_o) S', latex: '\\hat J(D_o)\\, S' },
  meaning:
    'The mean return after adaptation times the score S = Σ_τ Σ_h ∇log π(a_h|s_h) of the adaptation data.',
  scoreWeights: ({ trace: { steps, outer }, t }) => {
    const weights = scale(outer.value, steps[t].batch.mask);
    return () => weights;
  },
  readsLambda: false,
  claim: () => ({ times: 1, errors: [] }),
  cost: () => ({}),
  exchangeableUpTo: Infinity,
  leastTrajectories: 1,
  rewrite: () => undefined,
};
