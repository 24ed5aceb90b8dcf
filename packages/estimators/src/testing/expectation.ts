import { tabularSoftmax } from '@sgmrl/policies';
import { rewardToGo } from '@sgmrl/rollouts';
import type { Algorithm } from '../algorithm';
import { adapt, innerStep, type InnerStep } from '../inner-step';
import type { OuterEstimate } from '../outer-estimate';
import { sum, type Term } from '../terms/term';
import {
  batches,
  differentiate,
  expectedReturn,
  smallMdp as mdp,
  smallTheta as theta,
  toBatch,
  type Parameters,
} from './mdp';

/** The policy of {@link smallMdp}. */
export const policy = tabularSoftmax(mdp.states, mdp.actions);

/** A part with curvature beside it, on {@link smallMdp}. */
export const algorithm = (part: Term, innerSteps: number, trajectories: number): Algorithm => ({
  estimator: sum('curvature', part),
  innerSteps,
  stepSize: 0.7,
  discount: mdp.discount,
  metaBatchSize: 1,
  trajectories,
  evaluationTrajectories: 1,
  innerWeights: rewardToGo,
  outerWeights: rewardToGo,
});

/** What infinitely many outer trajectories would say. */
export const exactOuter = (parameters: Parameters): OuterEstimate => {
  const value = expectedReturn(mdp, parameters);
  return {
    scale: 1,
    gradient: differentiate((x) => expectedReturn(mdp, x), parameters),
    value,
    valueAbove: (counterfactual) => value - expectedReturn(mdp, counterfactual),
    gradientAt: (counterfactual) => differentiate((x) => expectedReturn(mdp, x), counterfactual),
  };
};

/** E over all inner batches of an estimate made from the inner steps and exact outer values. */
export const expectation = (
  choice: Algorithm,
  estimator: (steps: readonly InnerStep[], outer: OuterEstimate) => Parameters,
): number[] => {
  const visit = (parameters: Parameters, steps: readonly InnerStep[], weight: number): number[] => {
    if (steps.length === choice.innerSteps)
      return Array.from(estimator(steps, exactOuter(parameters)), (x) => weight * x);
    const total = new Array<number>(theta.length).fill(0);
    for (const { batch, p } of batches(mdp, parameters, choice.trajectories)) {
      const step = innerStep(choice)(parameters, toBatch(batch));
      visit(adapt(policy, choice)(step), [...steps, step], weight * p).forEach((x, i) => {
        total[i] += x;
      });
    }
    return total;
  };
  return visit(theta, [], 1);
};

/** ‖x − y‖ */
export const distance = (x: Parameters, y: Parameters): number =>
  Math.hypot(...Array.from(x, (a, i) => a - y[i]));
