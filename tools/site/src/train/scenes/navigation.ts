import { navigation2dDefault } from '@sgmrl/environments';
import { presets } from '@sgmrl/experiments';
import type { Coordinate, Scene } from '../scene';
import { nearest, pathsOf } from '../scene';

const { config: quick } = presets['navigation-2d-quick'];
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
    'A point starts in the middle and is not told where its goal is. Click or drag to put the goal down: the policy draws N trajectories, takes its inner steps, and walks again. As it is set, training raises the return after the inner step from −19 to −9 in sixty iterations.',
  config: {
    ...quick,
    iterations: 60,
    environment: { ...navigation2dDefault, horizon: 50, actionScale: 0.02 },
    algorithm: { ...quick.algorithm, metaBatchSize: 16 },
  },
  axes: { x: { label: 'x', ...axis }, y: { label: 'y', ...axis } },
  joined: true,
  paths: pathsOf(({ observations: { data } }, row) => [data[2 * row], data[2 * row + 1]]),
  coordinates,
  task: ([x, y]) => ({ goal: [x, y] }),
  mark: ([x, y]) => ({ kind: 'goal', at: [x, y] }),
  pointed: (point) => point.map((value, i) => nearest(coordinates[i], value)),
};
