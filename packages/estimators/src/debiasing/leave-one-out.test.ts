import { tabularSoftmax } from '@sgmrl/policies';
import { without } from '@sgmrl/rollouts';
import type { Weights } from '@sgmrl/rollouts';
import type { Algorithm } from '../algorithm';
import { innerStep } from '../inner-step';
import { adapted, smallMdp as mdp, smallTheta as theta, toBatch, trajectories } from '../testing/mdp';
import { adaptWithoutFirst } from './leave-one-out';

const policy = tabularSoftmax(mdp.states, mdp.actions);
const algorithm = (innerWeights: Weights): Algorithm => ({
  jacobian: 'full',
  debiasing: 'leave-one-out',
  innerSteps: 1,
  stepSize: 0.7,
  discount: mdp.discount,
  metaBatchSize: 1,
  trajectories: 3,
  evaluationTrajectories: 1,
  innerWeights,
  outerWeights: { kind: 'reward-to-go' },
});
const all = trajectories(mdp);
const drawn = [all[3], all[7], all[14]];

it('is the inner step on the others', () => {
  const choice = algorithm({ kind: 'reward-to-go' });
  const step = innerStep(choice)(theta, toBatch(drawn));
  const exact = adapted(mdp, theta, [all[3], all[14]], 0.7);
  Array.from(adaptWithoutFirst(policy, choice)(step, 2)[1]).forEach((x, i) => {
    expect(x).toBeCloseTo(exact[i], 12);
  });
});

it.each(['reward-to-go', 'advantage', 'normalised-advantage'] as const)(
  'does not depend on the trajectory left out, with %s weights',
  (kind) => {
    const choice = algorithm(kind === 'reward-to-go' ? { kind } : { kind, lambda: 0.9 });
    const at = (third: number) =>
      Array.from(
        adaptWithoutFirst(policy, choice)(
          innerStep(choice)(theta, toBatch([drawn[0], drawn[1], all[third]])),
          3,
        )[2],
      );
    expect(at(5)).toEqual(at(11));
  },
);

it('is θ itself when there is no other trajectory', () => {
  const choice = algorithm({ kind: 'reward-to-go' });
  const step = innerStep(choice)(theta, without(without(toBatch(drawn), 0), 0));
  expect(adaptWithoutFirst(policy, choice)(step, 1)).toEqual([theta]);
});
