import type { Differentials } from '@sgmrl/policies';
import { dot, subtract } from '@sgmrl/vector';
import type { AdaptationSettings } from '../../settings';
import { adapt, type InnerStep } from '../../inner-step';
import type { OuterEstimate } from '../../outer-estimate';
import type { Leaf } from '../leaf';
import { spread } from '../rows';
import { sum } from '../term';
import { adaptWithoutFirst, differenceOfOne } from './left-out';

/** More counterfactuals cost more; fewer make the share of the remainder in the variance larger. */
const greatestCounterfactuals = 4;

export const remainder: Leaf = {
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
  scoreWeights: ({ policy, adaptation, trace: { steps, outer }, t }) => {
    const step = steps[t];
    const first = remainders(policy, adaptation, step, outer);
    const weights = spread(
      step.batch,
      step.batch.lengths.map((_, n) => first[n] ?? 0),
    );
    return () => weights;
  },
  readsLambda: false,
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
  leastTrajectories: 1,
  rewrite: ({ stepSize }) => (stepSize === 0 ? sum() : undefined),
};

/** (N/K) R_n of the first K trajectories. */
const remainders = (
  policy: Differentials,
  adaptation: AdaptationSettings,
  step: InnerStep,
  outer: OuterEstimate,
): readonly number[] => {
  const { trajectories } = step.batch;
  const count = Math.min(greatestCounterfactuals, trajectories);
  const adapted = adapt(policy, adaptation)(step);
  const direction = outer.gradientAt(adapted);
  return adaptWithoutFirst(policy, adaptation)(step, count).map(
    (counterfactual) =>
      (trajectories / count) *
      (outer.valueAbove(counterfactual) - dot(subtract(adapted, counterfactual), direction)),
  );
};
