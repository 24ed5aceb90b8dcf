import { presets, type ComparedGroup, type Config } from '@sgmrl/experiments';
import { panelsOf } from './panels';
import { sweepFigures } from './sweep';

const { config } = presets['tabular-quick'];

/**
 * Two seeds whose return on held-out tasks is `level` and `level` + 2 after the inner step, with
 * other settings beside.
 */
const group = (
  algorithm: string,
  stepSize: number,
  level: number,
  changed: Partial<Config> = {},
  more: readonly string[] = [],
): ComparedGroup => ({
  algorithm,
  innerSteps: 1,
  settings: ['algorithm.stepSize', ...more].map((path) => ({
    path,
    name: path.split('.').at(-1) ?? '',
    shown: '',
    label:
      path === 'algorithm.stepSize'
        ? `stepSize=${String(stepSize)}`
        : `${path}=${JSON.stringify(path.endsWith('kind') ? (changed.optimizer ?? config.optimizer).kind : changed.optimizer)}`,
  })),
  runs: [1, 2].map((seed) => ({
    directory: '',
    seed,
    config: { ...config, ...changed, seed, algorithm: { ...config.algorithm, stepSize } },
    records: [],
    heldOut: {
      version: 1,
      iteration: config.iterations,
      tasks: 1,
      rows: [0, level + 2 * (seed - 1)].map((x, innerSteps) => ({
        innerSteps,
        undiscounted: [x],
        discounted: [0],
      })),
    },
  })),
});

const figures = (...groups: readonly ComparedGroup[]) => panelsOf(groups).flatMap(sweepFigures);

it('draws the return after adaptation against the number that varies, a line for each algorithm', () => {
  const [figure, ...others] = figures(
    ...[group('none', 2, 7), group('dice', 0.1, 4), group('none', 0.1, 3), group('dice', 2, 8)],
  );
  expect(others).toEqual([]);
  expect(figure).toMatchObject({
    id: 'sweep-stepSize-inner-steps-1',
    x: { label: 'stepSize', scale: 'log' },
    symbols: true,
  });
  expect(figure.series.map(({ name, points }) => [name, points.map(({ x, y }) => [x, y])])).toEqual([
    [
      'none',
      [
        [0.1, 4],
        [2, 8],
      ],
    ],
    [
      'dice',
      [
        [0.1, 5],
        [2, 9],
      ],
    ],
  ]);
  // s = √2, and t = 12.7062 for one degree of freedom.
  expect(figure.series[0].points[0].high).toBeCloseTo(4 + 12.7062, 3);
  expect(figure.description).toContain('none from 4 to 8');
});

it('has a logarithmic axis where the greatest value is more than five times the least', () => {
  expect(figures(group('none', 0.003, 0), group('none', 0.03, 1))[0].x.scale).toBe('log');
  expect(figures(group('none', 1, 0), group('none', 6, 1))[0].x.scale).toBe('log');
  expect(figures(group('none', 1, 0), group('none', 5, 1))[0].x.scale).toBe('linear');
  // No logarithm has a value that is not above zero.
  expect(figures(group('none', 0, 0), group('none', 1, 1))[0].x.scale).toBe('linear');
});

it('has a line for other settings, a figure for each number, and none where there is none', () => {
  const sgd = { optimizer: { kind: 'sgd', learningRate: 1 } } as const;
  const adam = (size: number) => group('none', size, 1, {}, ['optimizer.kind']);
  const other = (size: number) => group('none', size, 2, sgd, ['optimizer.kind']);
  expect(figures(adam(1), adam(2), other(1), other(2))[0].series.map(({ name }) => name)).toEqual([
    'none, optimizer.kind="adam"',
    'none, optimizer.kind="sgd"',
  ]);
  const rate = (size: number, learningRate: number) =>
    group('none', size, 1, { optimizer: { ...sgd.optimizer, learningRate } }, ['optimizer.learningRate']);
  const rates = [rate(1, 1), rate(2, 1), rate(1, 2), rate(2, 2)];
  expect(
    figures(...rates).map(({ x, series }) => [x.label, series.map(({ points }) => points.length)]),
  ).toEqual([
    ['stepSize', [2, 2]],
    ['learningRate', [2, 2]],
  ]);
  expect(figures(adam(1), other(1))).toEqual([]);
  expect(figures({ ...group('none', 1, 1), settings: undefined })).toEqual([]);
});

it('has no figure of points alone, such as of values that were chosen', () => {
  expect(figures(group('none', 1, 1), group('dice', 2, 1))).toEqual([]);
});

it('names what is not drawn', () => {
  const unmeasured = { ...group('dice', 1, 1), runs: [] };
  expect(figures(group('none', 1, 1), group('none', 2, 1), unmeasured)[0].description).toContain(
    'Not drawn, since not measured there on held-out tasks: dice, stepSize=1.',
  );
});

it('names those that are without what the others have', () => {
  const norm = (maxNorm: number | undefined) =>
    group(
      'none',
      1,
      1,
      {
        optimizer: { kind: 'sgd', learningRate: 1, ...(maxNorm !== undefined && { maxNorm }) },
      },
      ['optimizer.maxNorm'],
    );
  const [figure] = figures(norm(1), norm(10), norm(undefined));
  expect(figure.series.map(({ points }) => points.map(({ x }) => x))).toEqual([[1, 10]]);
  expect(figure.description).toMatch(/Without a place on this axis: none, .*maxNorm.*\.$/);
});
