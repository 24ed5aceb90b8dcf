import { defaultSpec } from '@sgmrl/environments';
import { trpoMaml } from '../algorithms';
import type { Config } from '../config';

/**
 * 2-D navigation as Finn et al. (arXiv:1703.03400, table 4) published it, with the settings of
 * their paper and program: a plane without borders, actions of ±1 for displacements of ±0.1, 20
 * tasks of 20 + 20 trajectories, a ReLU network of two layers of 100, α = 0.5, advantages against a
 * linear baseline, and a trust region of 0.01 for the outer step.
 */
export const navigation2dTrpo: Config = {
  version: 1,
  seed: 1,
  iterations: 100,
  environment: {
    ...defaultSpec('navigation-2d'),
    actionScale: 0.1,
    // A hundred steps of 0.1 lead no farther.
    positionHalfWidth: 10,
  },
  policy: { kind: 'gaussian-mlp', hidden: [100, 100], activation: 'relu', initialLogStd: 0 },
  algorithm: {
    ...trpoMaml,
    innerSteps: 1,
    stepSize: 0.5,
    discount: 0.99,
    metaBatchSize: 20,
    trajectories: 20,
    evaluationTrajectories: 20,
    innerWeights: { kind: 'normalised-advantage', lambda: 1 },
    outerWeights: { kind: 'normalised-advantage', lambda: 1 },
  },
  optimizer: { kind: 'sgd', learningRate: 1 },
};
