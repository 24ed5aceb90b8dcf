import { tabularSoftmax } from '@sgmrl/policies';
import { rewardToGo } from '@sgmrl/rollouts';
import type { Algorithm } from './algorithm';
import { adapt, innerStep } from './inner-step';
import { adapted, batches, smallMdp as mdp, smallTheta as theta, toBatch } from './testing/mdp';

it('is θ + α (1/N) Σ_τ Σ_h w_h ∇log π, as the plain program computes it', () => {
  const algorithm: Algorithm = {
    estimator: 'maml',
    innerSteps: 1,
    stepSize: 0.7,
    discount: mdp.discount,
    metaBatchSize: 1,
    trajectories: 2,
    evaluationTrajectories: 1,
    innerWeights: rewardToGo,
    outerWeights: rewardToGo,
  };
  const policy = tabularSoftmax(mdp.states, mdp.actions);
  for (const { batch } of batches(mdp, theta, 2).filter((_, i) => i % 97 === 0)) {
    const next = adapt(policy, algorithm)(innerStep(algorithm)(theta, toBatch(batch)));
    adapted(mdp, theta, batch, 0.7).forEach((x, i) => {
      expect(next[i]).toBeCloseTo(x, 12);
    });
  }
});

it.each([
  ['null', 'inner step: parameters: expected a list of numbers, found null'],
  ['"ab"', 'inner step: parameters: expected a list of numbers, found "ab"'],
  ['[0, "1"]', 'inner step: parameters: expected a list of numbers, found'],
  ['[0, 1e999]', 'inner step: parameters: 1: expected a finite number, found Infinity'],
])('refuses parameters that are no vector: %s', (text, message) => {
  const take = innerStep({ stepSize: 1, discount: 1, innerWeights: rewardToGo });
  const parameters: readonly number[] = JSON.parse(text);
  const one = (x: number) => ({ rows: 1, columns: 1, data: [x] });
  const batch = {
    trajectories: 1,
    steps: 1,
    observations: one(0),
    actions: one(1),
    rewards: [1],
    mask: [1],
    lengths: [1],
  };
  expect(() => take(parameters, batch)).toThrow(new RegExp(`^${message}`.replace('[', '\\[')));
});
