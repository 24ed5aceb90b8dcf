import { defaultSpec } from '@sgmrl/environments';
import type { Config } from '../config';

/**
 * Balancing poles of varying physics with a categorical network: discrete actions and episodes that
 * end early.
 */
export const cartPoleQuick: Config = {
  version: 1,
  seed: 1,
  iterations: 60,
  environment: { ...defaultSpec('cart-pole'), horizon: 200 },
  policy: { kind: 'categorical-mlp', hidden: [32], activation: 'tanh' },
  algorithm: {
    estimator: 'low-variance-sg-mrl',
    innerSteps: 1,
    stepSize: 0.1,
    discount: 0.99,
    metaBatchSize: 10,
    trajectories: 10,
    evaluationTrajectories: 10,
    innerWeights: { kind: 'normalised-advantage', lambda: 0.97 },
    outerWeights: { kind: 'normalised-advantage', lambda: 0.97 },
  },
  optimizer: { kind: 'adam', learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
};
