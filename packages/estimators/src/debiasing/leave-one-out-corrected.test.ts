import { tabularSoftmax } from '@sgmrl/policies';
import { zeros } from '@sgmrl/vector';
import type { Algorithm } from '../algorithm';
import { adapt, innerStep } from '../inner-step';
import { metaGradient } from '../meta-gradient';
import type { OuterEstimate } from '../outer-estimate';
import {
  batches,
  differentiate,
  expectedReturn,
  metaObjective,
  smallMdp,
  smallTheta as theta,
  toBatch,
  type Parameters,
} from '../testing/mdp';
import type { Debiasing } from './registry';

const mdp = { ...smallMdp, horizon: 1 };
const policy = tabularSoftmax(mdp.states, mdp.actions);
const trajectories = 5;

const algorithm = (debiasing: Debiasing): Algorithm => ({
  jacobian: 'full',
  debiasing,
  innerSteps: 1,
  stepSize: 1.5,
  discount: mdp.discount,
  metaBatchSize: 1,
  trajectories,
  evaluationTrajectories: 1,
  innerWeights: { kind: 'reward-to-go' },
  outerWeights: { kind: 'reward-to-go' },
});

/** What infinitely many evaluation trajectories would say. */
const exactOuter = (parameters: Parameters): OuterEstimate => {
  const gradientAt = (at: Parameters) => differentiate((x) => expectedReturn(mdp, x), at);
  const value = expectedReturn(mdp, parameters);
  return {
    scale: 1,
    gradient: gradientAt(parameters),
    value,
    valueAbove: (counterfactual) => value - expectedReturn(mdp, counterfactual),
    gradientAt,
  };
};

const biasOf = (debiasing: Debiasing): number => {
  const choice = algorithm(debiasing);
  const exact = differentiate((x) => metaObjective(mdp, x, trajectories, choice.stepSize, 1), theta);
  const mean = zeros(theta.length);
  for (const { batch, p } of batches(mdp, theta, trajectories)) {
    const step = innerStep(choice)(theta, toBatch(batch));
    const outer = exactOuter(adapt(policy, choice)(step));
    const gradient = metaGradient(policy, choice)({ steps: [step], outer });
    for (let i = 0; i < mean.length; i++) mean[i] += p * gradient[i];
  }
  return Math.hypot(...mean.map((x, i) => x - exact[i])) / Math.hypot(...exact);
};

it('has no bias with fewer counterfactuals than trajectories, all batches of 5 enumerated', () => {
  expect(biasOf('leave-one-out-corrected')).toBeLessThan(1e-9);
  // What it corrects
  expect(biasOf('leave-one-out-linear')).toBeGreaterThan(1e-3);
});
