import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeConfig, loadTasks } from '@sgmrl/experiments';
import type { TrajectoryBatch } from '@sgmrl/rollouts';
import * as E from 'fp-ts/lib/Either.js';
import { nearest, type Scene } from './scene';
import { scenes } from './scenes';
import { halfCheetah } from './scenes/half-cheetah';

describe.each(scenes.map((scene) => [scene.name, scene] as const))('%s', (_, scene: Scene) => {
  const { config, coordinates } = scene;
  const start = coordinates.map((coordinate) => coordinate.start);

  it('is a configuration of the command', () => {
    expect(decodeConfig('scene')(config)).toEqual(E.right(config));
  });

  it('has a task for every corner of what can be chosen', async () => {
    const tasks = await loadTasks(config.environment)();
    if (E.isLeft(tasks)) throw new Error(tasks.left.message);
    const featuresOf = tasks.right(({ task, features }) => (json: unknown) => {
      const decoded = task.decode(json);
      if (E.isLeft(decoded)) throw new Error('expected a task');
      return features(decoded.right);
    });
    const corners = (['low', 'high'] as const).map((end) => coordinates.map((one) => one[end]));
    const [low, middle, high] = [corners[0], start, corners[1]].map(scene.task);
    for (const task of [low, middle, high]) expect(() => featuresOf(task)).not.toThrow();
    expect(low).not.toEqual(high);
  });

  it('starts where a slider can stand, and a pointer means what it points at', () => {
    expect(coordinates.map((coordinate) => nearest(coordinate, coordinate.start))).toEqual(start);
    const mark = scene.mark(start);
    const point = mark?.kind === 'goal' ? mark.at : ([0, mark?.y ?? 0] as const);
    if (scene.pointed !== undefined) expect(scene.pointed(point)).toEqual(start);
  });

  it('draws each trajectory as long as it was', () => {
    const size = { ...{ navigation: 2, 'cart-pole': 4, 'half-cheetah': 17 } }[scene.name] ?? 1;
    const steps = 3;
    const zeros = (columns: number) => ({
      rows: 2 * steps,
      columns,
      data: new Array<number>(2 * steps * columns).fill(0),
    });
    const batch: TrajectoryBatch = {
      trajectories: 2,
      steps,
      observations: zeros(size),
      actions: zeros(1),
      rewards: [],
      mask: [],
      lengths: [3, 1],
    };
    const paths = scene.paths(batch);
    expect(paths.map(({ length }) => length)).toEqual([3, 1]);
    for (const [x, y] of paths.flat()) {
      expect(x).toBeGreaterThanOrEqual(scene.axes.x.low);
      expect(x).toBeLessThanOrEqual(scene.axes.x.high);
      expect(y).toBeGreaterThanOrEqual(scene.axes.y.low);
      expect(y).toBeLessThanOrEqual(scene.axes.y.high);
    }
  });
});

it.each([
  [0.31, 0.3],
  [7, 0.5],
  [-7, -0.5],
])('%d is nearest to %d', (value, expected) => {
  const coordinate = { name: 'x', label: 'x', low: -0.5, high: 0.5, step: 0.05, start: 0 };
  expect(nearest(coordinate, value)).toBe(expected);
});

it('says of HalfCheetah what ten seeds returned in their first twenty iterations', () => {
  const page = readFileSync(join(__dirname, '../../../../docs/results/half-cheetah.md'), 'utf8');
  const mean = (debiasing: string) => {
    const firsts = Array.from(
      page.matchAll(new RegExp(`^\\| ${debiasing} +\\| \\d+ +\\| ([\\d.]+) +(?:\\| [\\d.]+ +){5}\\|$`, 'gm')),
      ([, first]) => Number(first),
    );
    expect(firsts).toHaveLength(10);
    return (firsts.reduce((a, b) => a + b) / firsts.length).toFixed(0);
  };
  expect(halfCheetah.about).toContain(
    `Over the first twenty the return after the inner step is ${mean('none')} with maml and ${mean('leave-one-out-linear')} with`,
  );
});
