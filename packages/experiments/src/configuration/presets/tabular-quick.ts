import type { TabularMdp } from '@sgmrl/environments';
import type { Config } from '../config';

const cells = 5;

/**
 * A corridor of five cells: start in the middle, step left or right (one in ten slips), reward 1 a
 * step at one end.
 */
const corridor = (goal: number): TabularMdp => ({
  initial: Array.from({ length: cells }, (_, s) => (s === 2 ? 1 : 0)),
  transitions: Array.from({ length: cells }, (_, s) =>
    [Math.max(0, s - 1), Math.min(cells - 1, s + 1)].map((to) =>
      Array.from({ length: cells }, (_, next) => (next === to ? 0.9 : 0) + (next === s ? 0.1 : 0)),
    ),
  ),
  rewards: Array.from({ length: cells }, (_, s) => (s === goal ? [1, 1] : [0, 0])),
  horizon: 12,
});

/**
 * Which end pays? Two finite MDPs with a softmax policy in closed form: seconds in all. To learn
 * the end from ten trajectories, a policy must reach the ends; MAML, which forgets that, unlearns
 * it.
 */
export const tabularQuick: Config = {
  version: 1,
  seed: 1,
  iterations: 100,
  environment: { kind: 'tabular', mdps: [corridor(0), corridor(cells - 1)] },
  policy: { kind: 'tabular-softmax', initialScale: 0 },
  algorithm: {
    estimator: 'low-variance-sg-mrl',
    innerSteps: 1,
    stepSize: 1,
    discount: 0.95,
    metaBatchSize: 20,
    trajectories: 10,
    evaluationTrajectories: 10,
    innerWeights: { kind: 'reward-to-go' },
    outerWeights: { kind: 'reward-to-go' },
  },
  optimizer: { kind: 'adam', learningRate: 0.05, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
};
