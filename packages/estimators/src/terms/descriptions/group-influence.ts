import type { LeafDescription } from '../leaf';
import { greatestGroups } from '../leaves/group-influence';
import { sum } from '../term';
import { leftOut } from './left-out';

export const groupInfluence: LeafDescription = {
  formula: {
    text: 'Σ_k Σ_{τ∈k} [Σ_h ω_h s_h + (I_τ − (α/N)⟨g(τ), v_k⟩ + R_k) s(τ)]',
    latex:
      '\\sum_k \\sum_{\\tau \\in k} \\bigl[\\sum_h \\omega_h s_h + (I_\\tau - \\tfrac{\\alpha}{N} \\langle g(\\tau), v_k \\rangle + R_k)\\, s(\\tau)\\bigr]',
    where: [
      {
        text: 'k runs over four groups of trajectories, over each alone where N < 4',
        latex: 'k \\text{ runs over four groups of trajectories, over each alone where } N < 4',
      },
      {
        text: 'v_k ≈ ∇J(U(D∖k))',
        latex: 'v_k \\approx \\nabla J(U(D \\setminus k))',
      },
      {
        text: 'I_τ = ⟨U(D) − U(D∖τ), v_k⟩',
        latex: 'I_\\tau = \\langle U(D) - U(D \\setminus \\tau), v_k \\rangle',
      },
      {
        text: 'R_k = δ_k − ⟨U(D) − U(D∖k), v_k⟩',
        latex: 'R_k = \\delta_k - \\langle U(D) - U(D \\setminus k), v_k \\rangle',
      },
      {
        text: 'δ_k ≈ J(U(D)) − J(U(D∖k))',
        latex: '\\delta_k \\approx J(U(D)) - J(U(D \\setminus k))',
      },
      {
        text: 'g(τ) = Σ_h w_h s_h, w fitted to the others',
        latex: 'g(\\tau) = \\sum_h w_h s_h,\\ w \\text{ fitted to the others}',
      },
      {
        text: 'ω_h = that of dice along v_k with these w',
        latex: '\\omega_h = \\text{that of dice along } v_k \\text{ with these } w',
      },
      {
        text: 'with normalised weights ω_h = 0 and g(τ) = 0',
        latex: '\\text{with normalised weights } \\omega_h = 0 \\text{ and } g(\\tau) = 0',
      },
    ],
  },
  meaning:
    'Leaves out whole groups of trajectories. What is linear in J is weighed trajectory by trajectory and, unless the weights are normalised, causally. The small remainder R_k is weighed by the group.',
  claim: () => ({ times: 1, errors: [] }),
  cost: (trajectories) => {
    if (trajectories === 1) return leftOut.cost(trajectories);
    const groups = Math.min(greatestGroups, trajectories);
    return {
      fits: trajectories + groups,
      scores: groups + 1,
      directionalDerivatives: groups,
      outerScores: groups,
      logProbabilities: 2 * groups,
      atAdapted: true,
    };
  },
  exchangeableUpTo: greatestGroups,
  rewrite: ({ trajectories, stepSize, horizon }) => {
    if (stepSize === 0) return sum();
    // Each trajectory is a group, and has no other steps to share with.
    const alone = (trajectories ?? Infinity) <= greatestGroups && horizon === 1;
    return trajectories === 1 || alone ? 'left-out' : undefined;
  },
};
