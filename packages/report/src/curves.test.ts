import { presets, type ComparedGroup } from '@sgmrl/experiments';
import { comparisonFigures } from './curves';
import { stylesOf } from './panels';

const returns = (mean: number) => ({
  undiscounted: { mean, stderr: 1 },
  discounted: { mean: NaN, stderr: 1 },
});

const { config } = presets['tabular-quick'];

/** Runs whose return after adaptation is `level` + seed + iteration, and 10 less before. */
const group = (algorithm: string, innerSteps: number, level: number, iterations: number): ComparedGroup => ({
  algorithm,
  innerSteps,
  runs: [1, 3].map((seed) => ({
    directory: `${algorithm}-${String(seed)}`,
    seed,
    config: { ...config, seed },
    records: Array.from({ length: iterations }, (_, i) => ({
      iteration: i + 1,
      timesteps: 100 * seed * (i + 1),
      before: returns(level + seed + i + 1 - 10),
      after: returns(level + seed + i + 1),
      gradientNorm: 1,
      parameterNorm: 1,
      seconds: { plan: 0, run: 1, finish: 0 },
    })),
    heldOut:
      iterations === 0
        ? undefined
        : {
            version: 1,
            iteration: iterations,
            tasks: 2,
            rows: [0, 1].map((steps) => ({
              innerSteps: steps,
              undiscounted: [level + steps, level + steps + 2 * seed],
              discounted: [0, 0],
            })),
          },
  })),
});

const groups = [
  group('none', 1, 0, 3),
  group('none', 2, 5, 3),
  group('other', 1, 20, 2),
  group('joint', 0, 8, 3),
];
const { learning, adaptation } = comparisonFigures({ groups });

it('has a panel for each number of inner steps, with the baselines in both, and one look for an algorithm', () => {
  expect(['none', 'other', 'joint'].map(stylesOf(groups))).toEqual([0, 1, 2]);
  expect(
    [learning[0], learning[4], adaptation[1]].map(({ id, series }) => [
      id,
      series.map(({ name, style }) => [name, style]),
    ]),
  ).toEqual([
    [
      'learning-after-iterations-inner-steps-1',
      [
        ['none', 0],
        ['other', 1],
        ['joint', 2],
      ],
    ],
    [
      'learning-after-iterations-inner-steps-2',
      [
        ['none', 0],
        ['joint', 2],
      ],
    ],
    [
      'adaptation-inner-steps-2',
      [
        ['none', 0],
        ['joint', 2],
      ],
    ],
  ]);
  expect(comparisonFigures({ groups: [groups[3]] }).learning[0].id).toBe(
    'learning-after-iterations-inner-steps-0',
  );
});

it('draws the mean over seeds with its interval, against iterations and environment steps', () => {
  const [after, before, afterSteps] = learning;
  // Seeds 1 and 3: the mean is 2 above the level, s = √2, and t = 12.7062 for one degree of
  // freedom.
  const [first] = after.series[0].points;
  expect([first.x, first.y]).toEqual([1, 3]);
  expect(first.high).toBeCloseTo(3 + 12.7062, 3);
  expect(before.series[0].points[0].y).toBe(-7);
  expect(afterSteps.series[0].points.map(({ x }) => x)).toEqual([200, 400, 600]);
  expect(after.description).toMatch(/none from 3 to 5; other from 23 to 24/);
});

it('draws adaptation to held-out tasks, each seed by its mean over tasks', () => {
  // Means over tasks 1 and 3, over seeds 2.
  expect(adaptation[0].series[0].points.map(({ x, y }) => [x, y])).toEqual([
    [0, 2],
    [1, 3],
  ]);
});

it('tells of a band only where a line has more than one seed', () => {
  const [several, single] = [groups[0], { ...groups[2], runs: groups[2].runs.slice(0, 1) }];
  const descriptions = (shown: readonly ComparedGroup[]) => {
    const figures = comparisonFigures({ groups: shown });
    return [...figures.learning, ...figures.adaptation].map(({ description }) => description);
  };
  for (const description of descriptions([several, single]))
    expect(description).toMatch(/the band is its 95 % interval/);
  for (const description of descriptions([single])) {
    expect(description).toMatch(/One seed/);
    expect(description).not.toMatch(/band|Mean/);
  }
});

it('leaves out what was not measured', () => {
  expect(comparisonFigures({ groups: [group('random', 0, 0, 0)] })).toEqual({
    learning: [],
    adaptation: [],
    sweep: [],
  });
});
