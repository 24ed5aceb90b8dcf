import type { Policy } from '@sgmrl/policies';
import { leaveOneOutWeights, select, type StepWeights } from '@sgmrl/rollouts';
import { dot, subtract, type Vector } from '@sgmrl/vector';
import type { Algorithm } from '../algorithm';
import { adapt, innerStep, type InnerStep } from '../inner-step';
import type { OuterEstimate } from '../outer-estimate';
import { leaveOneOut } from './leave-one-out';
import { leaveOneOutLinear } from './leave-one-out-linear';
import { moveAlong, moveAlongWithout } from './move-along';
import type { DebiasingPart } from './part';
import { stepPairs } from './step-pairs';

/** More groups cost more; fewer make larger remainders. With fewer trajectories each is a group. */
const greatestGroups = 4;

export const leaveGroupOut: DebiasingPart = {
  formula:
    'c = Σ_k Σ_{τ∈k} [Σ_h ω_h ∇log π(a_h|s_h) + (I_τ − (α/N)⟨g(τ), v_k⟩ + R_k) ∇log q(τ)], I_τ = ⟨U(D) − U(D∖τ), v_k⟩, R_k = δ_k − ⟨U(D) − U(D∖k), v_k⟩; ω of dice along v_k, an unbiased estimate of ∇J(U(D∖k)); four groups k',
  meaning:
    'Leaves out whole groups of trajectories rather than single ones, and takes what is linear in J out of the difference: that share is weighed trajectory by trajectory and causally, the small remainder R_k by the group. As exact as leave-one-out, with fewer counterfactuals.',
  bias: '0 for one inner step with unbiased ĝ and Ĵ; O(α²/N) from the earlier steps of several',
  variance:
    'falls like 1/N; below that of leave-one-out on small MDPs, above it where a group moves the policy far along many steps (2-D navigation)',
  cost: 'four policy gradients on the adaptation data; four policy gradients and eight log-probabilities on the evaluation data; four directional derivatives',
  source: 'this project',
  joinsTasks: false,
  leastTrajectories: 1,
  exchangeableUpTo: greatestGroups,
  scoreWeights: (context) => {
    const { policy, algorithm, trace, t } = context;
    if (t < trace.steps.length - 1) return leaveOneOutLinear.scoreWeights(context);
    if (trace.steps[t].batch.trajectories === 1) return leaveOneOut.scoreWeights(context);
    const weights = groupedWeights(policy, algorithm, trace.steps[t], trace.outer);
    return () => weights;
  },
};

const groupedWeights = (
  policy: Policy,
  algorithm: Algorithm,
  step: InnerStep,
  outer: OuterEstimate,
): Float64Array => {
  const { parameters, batch } = step;
  const adapted = adapt(policy, algorithm)(step);
  const groups = Math.min(greatestGroups, batch.trajectories);
  const all = batch.lengths.map((_, n) => n);
  const weigh = leaveOneOutWeights(algorithm.innerWeights, algorithm.discount)(batch);
  const out = new Float64Array(batch.mask.length);
  for (let k = 0; k < groups; k++) {
    const others = all.filter((n) => n % groups !== k);
    const counterfactual = adapt(policy, algorithm)(innerStep(algorithm)(parameters, select(batch, others)));
    const direction = outer.gradientAt(counterfactual);
    const directional = policy.directionalDerivative(parameters, batch, direction);
    const remainder = outer.valueAbove(counterfactual) - dot(subtract(adapted, counterfactual), direction);
    for (const n of all.filter((member) => member % groups === k))
      out.set(
        memberWeights(algorithm, step, weigh(n), directional, n).map((x) => x + remainder),
        n * batch.steps,
      );
  }
  return out.map((x, row) => batch.mask[row] * x);
};

/**
 * Weights whose Σ_h ω_h s_h has the expectation of ⟨U(D) − U(D∖τ_n), v⟩ s(τ_n): what τ_n itself adds to the step goes to the actions that caused it,
 * and what it changes in the weights of the others to all of its actions alike.
 */
const memberWeights = (
  { stepSize }: Algorithm,
  { batch, weights }: InnerStep,
  { values, decay }: StepWeights,
  directional: Vector,
  n: number,
): Float64Array => {
  const own = select(batch, [n]);
  const ownRows = (x: Vector) => Float64Array.from(own.mask, (_, h) => x[n * batch.steps + h]);
  const [ownValues, ownDirectional] = [ownRows(values), ownRows(directional)];
  const perTrajectory = stepSize / batch.trajectories;
  const influence =
    moveAlong(stepSize, batch, weights.values, directional) -
    moveAlongWithout(stepSize, batch, n, values, directional);
  const shared = influence - perTrajectory * dot(ownValues, ownDirectional);
  return stepPairs(own, ownValues, ownDirectional, { past: decay, future: 1 }).map(
    (pair) => perTrajectory * pair + shared,
  );
};
