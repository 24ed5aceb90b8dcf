import type { LeafDescription } from '../leaf';

export const value: LeafDescription = {
  formula: { text: 'Ĵ(D_o) S', latex: '\\hat J(D_o)\\, S' },
  meaning:
    'The mean return after adaptation times the score S = Σ_τ Σ_h ∇log π(a_h|s_h) of the adaptation data.',
  claim: () => ({ times: 1, errors: [] }),
  cost: () => ({}),
  exchangeableUpTo: Infinity,
  rewrite: () => undefined,
};
