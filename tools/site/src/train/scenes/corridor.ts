import type { TabularMdp } from '@sgmrl/environments';
import type { Coordinate, Scene } from '../scene';
import { apart, nearest, pathsOf } from '../scene';

const cells = 5;
const horizon = 12;

/** One step left or right, of which one in ten slips; a reward of 1 for each step in the goal. */
const corridorTo = (goal: number): TabularMdp => ({
  initial: Array.from({ length: cells }, (_, s) => (s === 2 ? 1 : 0)),
  transitions: Array.from({ length: cells }, (_, s) =>
    [Math.max(0, s - 1), Math.min(cells - 1, s + 1)].map((to) =>
      Array.from({ length: cells }, (_, next) => (next === to ? 0.9 : 0) + (next === s ? 0.1 : 0)),
    ),
  ),
  rewards: Array.from({ length: cells }, (_, s) => (s === goal ? [1, 1] : [0, 0])),
  horizon,
});

const goal: Coordinate = {
  name: 'cell',
  label: 'rewarded cell',
  low: 0,
  high: cells - 1,
  step: 1,
  start: cells - 1,
};

/** The preset `tabular-quick`: which end of a corridor pays? */
export const corridor: Scene = {
  name: 'corridor',
  label: 'a corridor',
  about:
    'A walk through five cells starts in the middle. One end pays, and only trying tells which. Click a row to put the reward there, in the middle, too, where training never puts it.',
  config: {
    version: 1,
    seed: 1,
    iterations: 100,
    environment: { kind: 'tabular', mdps: [corridorTo(0), corridorTo(cells - 1)] },
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
  },
  axes: {
    x: { label: 'step', low: 0, high: horizon - 1 },
    y: { label: 'cell', low: -0.5, high: cells - 0.5 },
  },
  joined: true,
  paths: pathsOf((batch, row, step, trajectory) => [
    step,
    batch.observations.data[row] + apart(trajectory, batch),
  ]),
  coordinates: [goal],
  task: ([cell]) => corridorTo(cell),
  mark: ([cell]) => ({ kind: 'row', y: cell }),
  pointed: ([, y]) => [nearest(goal, y)],
};
