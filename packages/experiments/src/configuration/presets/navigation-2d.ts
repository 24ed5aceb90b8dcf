import { defaultSpec } from '@sgmrl/environments';
import type { Config } from '../config';

/**
 * 2-D navigation as in the experiments of the SG-MRL authors' program: 20 tasks of 20 + 20
 * trajectories of 100 steps, a tanh network of two layers of 100, advantages by GAE(0.997), Adam.
 */
export const navigation2d: Config = {
  version: 1,
  seed: 1,
  iterations: 500,
  environment: defaultSpec('navigation-2d'),
  policy: { kind: 'gaussian-mlp', hidden: [100, 100], activation: 'tanh', initialLogStd: 0 },
  algorithm: {
    estimator: 'low-variance-sg-mrl',
    innerSteps: 1,
    stepSize: 0.1,
    discount: 0.99,
    metaBatchSize: 20,
    trajectories: 20,
    evaluationTrajectories: 20,
    innerWeights: { kind: 'normalised-advantage', lambda: 0.997 },
    outerWeights: { kind: 'normalised-advantage', lambda: 0.997 },
  },
  optimizer: { kind: 'adam', learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
};
