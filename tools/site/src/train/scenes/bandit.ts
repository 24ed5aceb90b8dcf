import { bernoulliBanditDefault } from '@sgmrl/environments';
import type { Coordinate, Scene } from '../scene';
import { apart, nearest, pathsOf } from '../scene';

const { arms, horizon } = bernoulliBanditDefault;

const best: Coordinate = { name: 'arm', label: 'arm that pays', low: 0, high: arms - 1, step: 1, start: 3 };

/** Five arms that pay 1 or nothing. */
export const bandit: Scene = {
  name: 'bandit',
  label: 'a bandit',
  about:
    'Five arms pay 1 or nothing, each with a chance of its own; a dot is a pull. Click a row: its arm pays nine times in ten, the others once in ten.',
  config: {
    version: 1,
    seed: 1,
    iterations: 100,
    environment: bernoulliBanditDefault,
    policy: { kind: 'tabular-softmax', initialScale: 0 },
    algorithm: {
      estimator: 'low-variance-sg-mrl',
      innerSteps: 1,
      stepSize: 1,
      discount: 1,
      metaBatchSize: 20,
      trajectories: 10,
      evaluationTrajectories: 10,
      innerWeights: { kind: 'reward-to-go' },
      outerWeights: { kind: 'reward-to-go' },
    },
    optimizer: { kind: 'adam', learningRate: 0.05, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  },
  axes: {
    x: { label: 'pull', low: -0.5, high: horizon - 0.5 },
    y: { label: 'arm', low: -0.5, high: arms - 0.5 },
  },
  joined: false,
  paths: pathsOf((batch, row, step, trajectory) => [
    step,
    batch.actions.data[row] + apart(trajectory, batch),
  ]),
  coordinates: [best],
  task: ([arm]) => ({
    successProbabilities: Array.from({ length: arms }, (_, k) => (k === arm ? 0.9 : 0.1)),
  }),
  mark: ([arm]) => ({ kind: 'row', y: arm }),
  pointed: ([, y]) => [nearest(best, y)],
};
