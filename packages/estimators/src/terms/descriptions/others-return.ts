import type { LeafDescription } from '../leaf';
import { sum } from '../term';

export const othersReturn: LeafDescription = {
  formula: {
    text: 'Σ_τ b_{−τ} s(τ)',
    latex: '\\sum_\\tau b_{-\\tau}\\, s(\\tau)',
    where: [
      {
        text: 'b_{−τ} = the mean return of the other trajectories',
        latex: 'b_{-\\tau} = \\text{the mean return of the other trajectories}',
      },
    ],
  },
  meaning:
    'Weighs the score s(τ) of each trajectory by b_{−τ}, the mean return of the others before adaptation.',
  claim: () => ({ times: 0, errors: [] }),
  cost: () => ({}),
  exchangeableUpTo: Infinity,
  rewrite: ({ trajectories }) => (trajectories === 1 ? sum() : undefined),
};
