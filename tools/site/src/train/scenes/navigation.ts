import { navigation2dDefault } from '@sgmrl/environments';
import type { Coordinate, Scene } from '../scene';
import { nearest, pathsOf } from '../scene';

const halfWidth = navigation2dDefault.positionHalfWidth;

const coordinate = (name: string, start: number): Coordinate => ({
  name,
  label: `goal, ${name}`,
  low: -halfWidth,
  high: halfWidth,
  step: 0.05,
  start,
});

const coordinates = [coordinate('x', 0.3), coordinate('y', 0.3)] as const;
const axis = { low: -halfWidth, high: halfWidth };

/** A point walks to a goal that it is not told: `navigation-2d-quick` with fewer, longer steps. */
export const navigation: Scene = {
  name: 'navigation',
  label: 'a point and its goal',
  about:
    'A point starts in the middle and is not told where its goal is. Click or drag to put the goal down: the policy draws N trajectories, takes its inner steps, and walks again.',
  config: {
    version: 1,
    seed: 1,
    iterations: 60,
    environment: { ...navigation2dDefault, horizon: 50, actionScale: 0.02 },
    policy: { kind: 'gaussian-mlp', hidden: [32, 32], activation: 'tanh', initialLogStd: 0 },
    algorithm: {
      estimator: 'low-variance-sg-mrl',
      innerSteps: 1,
      stepSize: 0.1,
      discount: 0.99,
      metaBatchSize: 16,
      trajectories: 20,
      evaluationTrajectories: 20,
      innerWeights: { kind: 'normalised-advantage', lambda: 0.997 },
      outerWeights: { kind: 'normalised-advantage', lambda: 0.997 },
    },
    optimizer: { kind: 'adam', learningRate: 0.003, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  },
  axes: { x: { label: 'x', ...axis }, y: { label: 'y', ...axis } },
  joined: true,
  paths: pathsOf(({ observations: { data } }, row) => [data[2 * row], data[2 * row + 1]]),
  coordinates,
  task: ([x, y]) => ({ goal: [x, y] }),
  mark: ([x, y]) => ({ kind: 'goal', at: [x, y] }),
  pointed: (point) => point.map((value, i) => nearest(coordinates[i], value)),
};
