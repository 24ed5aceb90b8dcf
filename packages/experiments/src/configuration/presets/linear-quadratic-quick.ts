import { defaultSpec } from '@sgmrl/environments';
import type { Config } from '../config';

/**
 * A linear system with quadratic rewards and a linear policy, of which all returns are known in
 * closed form.
 */
export const linearQuadraticQuick: Config = {
  version: 1,
  seed: 1,
  iterations: 100,
  environment: defaultSpec('linear-quadratic'),
  policy: { kind: 'gaussian-mlp', hidden: [], activation: 'tanh', initialLogStd: 0 },
  algorithm: {
    estimator: 'low-variance-sg-mrl',
    innerSteps: 1,
    stepSize: 0.1,
    discount: 0.99,
    metaBatchSize: 10,
    trajectories: 10,
    evaluationTrajectories: 10,
    innerWeights: { kind: 'normalised-advantage', lambda: 1 },
    outerWeights: { kind: 'normalised-advantage', lambda: 1 },
  },
  optimizer: { kind: 'adam', learningRate: 0.02, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
};
