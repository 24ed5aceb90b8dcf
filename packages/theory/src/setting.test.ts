import { checkAlgorithm } from '@sgmrl/estimators';
import { asAlgorithm } from './setting';

const setting = {
  innerSteps: 2,
  trajectories: 3,
  evaluationTrajectories: 5,
  stepSize: 0.3,
  discount: 0.8,
  innerWeights: { kind: 'advantage' as const, lambda: 0.7 },
};

it('an algorithm for one task, with all of the setting and outer weights without a bias', () => {
  const algorithm = asAlgorithm(setting, { estimator: 'dice' });
  expect(algorithm).toEqual({
    ...setting,
    estimator: 'dice',
    metaBatchSize: 1,
    outerWeights: { kind: 'reward-to-go' },
  });
  expect(() => {
    checkAlgorithm(algorithm);
  }).not.toThrow();
});
