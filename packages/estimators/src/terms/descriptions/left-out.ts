import type { Formula, LeafDescription } from '../leaf';
import { sum } from '../term';

/** What δ_τ stands for. */
export const differenceOfOne: Formula = {
  text: 'δ_τ ≈ J(U(D)) − J(U(D∖τ))',
  latex: '\\delta_\\tau \\approx J(U(D)) - J(U(D \\setminus \\tau))',
};

export const leftOut: LeafDescription = {
  formula: {
    text: 'Σ_τ δ_τ s(τ)',
    latex: '\\sum_\\tau \\delta_\\tau\\, s(\\tau)',
    where: [differenceOfOne],
  },
  meaning:
    'Weighs the score s(τ) of each trajectory by what leaving it out of the adaptation would change in the return, measured without bias on the outer batch by importance weights.',
  claim: () => ({ times: 1, errors: [] }),
  cost: (trajectories) => ({
    ...(trajectories > 1 && { fits: trajectories, scores: trajectories }),
    logProbabilities: trajectories,
    atAdapted: true,
  }),
  exchangeableUpTo: Infinity,
  rewrite: ({ stepSize }) => (stepSize === 0 ? sum() : undefined),
};
