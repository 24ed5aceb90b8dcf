import type { Differentials } from '@sgmrl/policies';
import { leaveOneOutWeights, select, type StepWeights } from '@sgmrl/rollouts';
import { dot, subtract, type Vector } from '@sgmrl/vector';
import type { AdaptationSettings } from '../../settings';
import { adapt, innerStep, type InnerStep } from '../../inner-step';
import type { OuterEstimate } from '../../outer-estimate';
import type { Leaf } from '../leaf';
import { moveAlong, moveAlongWithout } from '../move-along';
import { pairSums } from '../pair-sums';
import { fading, future, itself, past, sum } from '../term';
import { weightFacts } from '../../weight-facts';
import { leftOut } from './left-out';

/** More groups cost more; fewer make larger remainders. With fewer trajectories each is a group. */
const greatestGroups = 4;

export const groupInfluence: Leaf = {
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
    'Leaves out whole groups of trajectories, and takes what is linear in J out of the difference: that share is weighed trajectory by trajectory and, unless the weights are normalised, causally, the small remainder R_k by the group.',
  scoreWeights: (where) => {
    const { policy, adaptation, trace, t } = where;
    if (trace.steps[t].batch.trajectories === 1) return leftOut.scoreWeights(where);
    const weights = groupedWeights(policy, adaptation, trace.steps[t], trace.outer);
    return () => weights;
  },
  readsLambda: false,
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
  leastTrajectories: 1,
  rewrite: ({ trajectories, stepSize, horizon }) => {
    if (stepSize === 0) return sum();
    // Each trajectory is a group, and has no other steps to share with.
    const alone = trajectories !== undefined && trajectories <= greatestGroups && horizon === 1;
    return trajectories === 1 || alone ? 'left-out' : undefined;
  },
};

const groupedWeights = (
  policy: Differentials,
  adaptation: AdaptationSettings,
  step: InnerStep,
  outer: OuterEstimate,
): Float64Array => {
  const { parameters, batch } = step;
  const adapted = adapt(policy, adaptation)(step);
  const groups = Math.min(greatestGroups, batch.trajectories);
  const all = batch.lengths.map((_, n) => n);
  const weigh = leaveOneOutWeights(adaptation.innerWeights, adaptation.discount)(batch);
  const out = new Float64Array(batch.mask.length);
  for (let k = 0; k < groups; k++) {
    const others = all.filter((n) => n % groups !== k);
    const counterfactual = adapt(
      policy,
      adaptation,
    )(innerStep(adaptation)(parameters, select(batch, others)));
    const direction = outer.gradientAt(counterfactual);
    const directional = policy.directionalDerivative(parameters, batch, direction);
    const remainder = outer.valueAbove(counterfactual) - dot(subtract(adapted, counterfactual), direction);
    for (const n of all.filter((member) => member % groups === k))
      out.set(
        memberWeights(adaptation, step, weigh(n), directional, n).map((x) => x + remainder),
        n * batch.steps,
      );
  }
  return out.map((x, row) => batch.mask[row] * x);
};

/** Those of dice: the past counts with a step's own weight, which its action may have caused. */
const causalPairs = { of: [itself, future('other'), fading(past('own'))], factor: 1 };

/**
 * Weights whose Σ_h ω_h s_h has the expectation of ⟨U(D) − U(D∖τ_n), v⟩ s(τ_n). What τ_n itself
 * adds to the step goes to the actions that caused it, and what it changes in the weights of the
 * others to all of its actions alike. The own share asks for weights of τ_n that are fitted to the
 * others; where these hardly differ, normalised ones would have any size, so all of it goes to all
 * actions.
 */
const memberWeights = (
  { stepSize, innerWeights, discount }: AdaptationSettings,
  { batch, weights }: InnerStep,
  { values, decay, scale }: StepWeights,
  directional: Vector,
  n: number,
): Float64Array => {
  const influence =
    moveAlong(stepSize, batch, weights.values, directional) -
    moveAlongWithout(stepSize, batch, n, values, directional);
  if (weightFacts(innerWeights, discount).normalised) return new Float64Array(batch.steps).fill(influence);
  const own = select(batch, [n]);
  const ownRows = (x: Vector) => Float64Array.from(own.mask, (_, h) => x[n * batch.steps + h]);
  const [ownValues, ownDirectional] = [ownRows(values), ownRows(directional)];
  const perTrajectory = stepSize / batch.trajectories;
  const shared = influence - perTrajectory * dot(ownValues, ownDirectional);
  const ownWeights = { values: ownValues, decay, scale };
  return pairSums(causalPairs, own, ownWeights, ownDirectional).map((pair) => perTrajectory * pair + shared);
};
