import type { Config } from '../config';

/** Random finite MDPs with a softmax policy in closed form: seconds in all. */
export const tabularQuick: Config = {
  version: 1,
  seed: 1,
  iterations: 100,
  environment: { kind: 'random-tabular', states: 5, actions: 3, horizon: 10 },
  policy: { kind: 'tabular-softmax', initialScale: 0 },
  algorithm: {
    jacobian: 'full',
    debiasing: 'leave-one-out-linear',
    innerSteps: 1,
    stepSize: 0.5,
    discount: 0.95,
    metaBatchSize: 20,
    trajectories: 10,
    evaluationTrajectories: 10,
    innerWeights: { kind: 'reward-to-go' },
    outerWeights: { kind: 'reward-to-go' },
  },
  optimizer: { kind: 'adam', learningRate: 0.03, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
};
