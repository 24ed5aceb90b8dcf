import type { LeafDescription } from '../leaf';
import { greatestCounterfactuals } from '../leaves/remainder';
import { sum } from '../term';
import { differenceOfOne } from './left-out';

export const remainder: LeafDescription = {
  formula: {
    text: '(N/K) Σ_{n≤K} [δ_{τ_n} − ⟨U(D) − U(D∖τ_n), v⟩] s(τ_n)',
    latex:
      '\\tfrac{N}{K} \\sum_{n \\le K} [\\delta_{\\tau_n} - \\langle U(D) - U(D \\setminus \\tau_n), v \\rangle]\\, s(\\tau_n)',
    where: [
      differenceOfOne,
      { text: 'v ≈ ∇J(U(D))', latex: 'v \\approx \\nabla J(U(D))' },
      { text: 'K = min(4, N)', latex: 'K = \\min(4, N)' },
    ],
  },
  meaning:
    'What left-out has beyond its part linear in J, measured at the counterfactuals of the first K trajectories. Trajectories are drawn alike, so K of them stand for all.',
  // v and λ^ζ have the same mean given D: the error of the linear part is that of the influence
  // there.
  claim: (_facts, position) => ({
    times: 0,
    errors:
      position === 'last'
        ? [{ errorsOf: 'influence', times: -1 }]
        : [{ name: 'remainder in an earlier step', order: 'O(α²)', times: 1 }],
  }),
  cost: (trajectories) => {
    const count = Math.min(greatestCounterfactuals, trajectories);
    const adaptations = trajectories > 1 ? { fits: count, scores: count + 1 } : { scores: 1 };
    return { ...adaptations, logProbabilities: count + 1, atAdapted: true, outerScores: 1 };
  },
  exchangeableUpTo: greatestCounterfactuals,
  rewrite: ({ stepSize }) => (stepSize === 0 ? sum() : undefined),
};
