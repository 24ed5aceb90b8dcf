import type { LeafDescription } from '../leaf';
import { centred, future, itself, pairs, past, sum } from '../term';

const everyPair = pairs(itself, future('other'), past('other'));

export const influence: LeafDescription = {
  formula: {
    text: 'Σ_τ ⟨U(D) − U(D∖τ), λ⟩ s(τ)',
    latex: '\\sum_\\tau \\langle U(D) - U(D \\setminus \\tau), \\lambda \\rangle\\, s(\\tau)',
  },
  meaning:
    'Weighs the score s(τ) of each trajectory by how far it moved the adapted parameters along λ, its influence on the weights of the others included.',
  claim: (_facts, position) => ({
    times: 1,
    errors: [{ name: `influence along λ, ${position} step`, order: 'O(α²/N)', times: 1 }],
  }),
  cost: (trajectories) => (trajectories > 1 ? { fits: trajectories } : {}),
  exchangeableUpTo: Infinity,
  rewrite: ({ trajectories, stepSize, horizon, ownWeights }) => {
    if (stepSize === 0) return sum();
    if (trajectories === 1) return everyPair;
    return horizon === 1 && ownWeights === true ? centred(pairs(itself)) : undefined;
  },
};
