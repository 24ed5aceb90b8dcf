import { checkAlgorithm } from '@sgmrl/estimators';
import { fromWeightsSpec, rewardToGo } from '@sgmrl/rollouts';
import { asAlgorithm } from './setting';

const setting = {
  innerSteps: 2,
  trajectories: 3,
  evaluationTrajectories: 5,
  stepSize: 0.3,
  discount: 0.8,
  innerWeights: fromWeightsSpec({ kind: 'advantage', lambda: 0.7 }),
};

it('an algorithm for one task, with all of the setting and outer weights without a bias', () => {
  const algorithm = asAlgorithm(setting, { estimator: 'dice' });
  expect(algorithm).toEqual({
    ...setting,
    estimator: 'dice',
    metaBatchSize: 1,
    outerWeights: rewardToGo,
  });
  expect(() => {
    checkAlgorithm(algorithm);
  }).not.toThrow();
});
