import type { Differentials } from '@sgmrl/policies';
import { leaveOneOutWeights, select, type StepWeights } from '@sgmrl/rollouts';
import { dot, subtract, type Vector } from '@sgmrl/vector';
import type { AdaptationSettings } from '../../settings';
import { adapt, innerStep, type InnerStep } from '../../inner-step';
import type { OuterEstimate } from '../../outer-estimate';
import type { LeafNumbers } from '../leaf';
import { moveAlong, moveAlongWithout } from '../move-along';
import { pairSums } from '../pair-sums';
import { fading, future, itself, past } from '../term';
import { weightFacts } from '../../weight-facts';
import { leftOut } from './left-out';

/** More groups cost more; fewer make larger remainders. With fewer trajectories each is a group. */
export const greatestGroups = 4;

export const groupInfluence: LeafNumbers = {
  scoreWeights: (where) => {
    const { policy, adaptation, trace, t } = where;
    if (trace.steps[t].batch.trajectories === 1) return leftOut.scoreWeights(where);
    const weights = groupedWeights(policy, adaptation, trace.steps[t], trace.outer);
    return () => weights;
  },
  readsLambda: false,
  leastTrajectories: 1,
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
