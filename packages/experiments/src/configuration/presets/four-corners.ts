import { defaultSpec } from '@sgmrl/environments';
import type { Config } from '../config';

/**
 * Four corners with the sizes of the program of Rothfuss et al. (arXiv:1810.06784): 40 tasks of 20
 * + 20 trajectories of 100 steps, a network of two layers of 64, γ = 0.99, advantages with λ = 1,
 * Adam. The outer update is one step, the scale of advantages comes with the state, since batches
 * that earn nothing have none, and α = 2 is ours: with less, steps at that scale change little.
 */
export const fourCorners: Config = {
  version: 1,
  seed: 1,
  iterations: 1000,
  environment: defaultSpec('four-corners'),
  policy: { kind: 'gaussian-mlp', hidden: [64, 64], activation: 'tanh', initialLogStd: 0 },
  algorithm: {
    estimator: 'low-variance-sg-mrl',
    innerSteps: 1,
    stepSize: 2,
    discount: 0.99,
    metaBatchSize: 40,
    trajectories: 20,
    evaluationTrajectories: 20,
    innerWeights: { kind: 'scaled-advantage', lambda: 1, scale: 'state' },
    outerWeights: { kind: 'scaled-advantage', lambda: 1, scale: 'state' },
  },
  optimizer: { kind: 'adam', learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
};
