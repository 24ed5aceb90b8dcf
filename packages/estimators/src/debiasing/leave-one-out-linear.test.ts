import { tabularSoftmax } from '@sgmrl/policies';
import { dot, subtract } from '@sgmrl/vector';
import type { Algorithm } from '../algorithm';
import { adapt, innerStep } from '../inner-step';
import { smallMdp as mdp, smallTheta as theta, toBatch, trajectories } from '../testing/mdp';
import { adaptWithoutFirst } from './leave-one-out';
import { leaveOneOutLinear } from './leave-one-out-linear';

const policy = tabularSoftmax(mdp.states, mdp.actions);
const all = trajectories(mdp);
const lambda = [0.4, -1, 0.7, 0.2];

const outer = { scale: 1, gradient: lambda, value: 0, valueAbove: () => 0, gradientAt: () => lambda };

it.each(['reward-to-go', 'advantage', 'normalised-advantage'] as const)(
  'is the distance ⟨U(D) − U(D∖τ), λ⟩ between the adapted parameters themselves, with %s weights',
  (kind) => {
    const algorithm: Algorithm = {
      jacobian: 'full',
      debiasing: 'leave-one-out-linear',
      innerSteps: 1,
      stepSize: 0.7,
      discount: mdp.discount,
      metaBatchSize: 1,
      trajectories: 3,
      evaluationTrajectories: 1,
      innerWeights: kind === 'reward-to-go' ? { kind } : { kind, lambda: 0.9 },
      outerWeights: { kind: 'reward-to-go' },
    };
    const step = innerStep(algorithm)(theta, toBatch([all[3], all[7], all[14]]));
    const omega = leaveOneOutLinear.scoreWeights({
      policy,
      algorithm,
      trace: { steps: [step], outer },
      t: 0,
    });
    const weights = omega?.(policy.directionalDerivative(theta, step.batch, lambda)) ?? [];
    const counterfactuals = adaptWithoutFirst(policy, algorithm)(step, 3);
    for (let n = 0; n < 3; n++) {
      const moved = subtract(adapt(policy, algorithm)(step), counterfactuals[n]);
      expect(weights[2 * n]).toBeCloseTo(dot(moved, lambda), 12);
      expect(weights[2 * n + 1]).toBe(weights[2 * n]);
    }
  },
);
