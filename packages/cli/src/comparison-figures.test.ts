import type { ComparedGroup, Comparison, IterationRecord } from '@sgmrl/experiments';
import { presets } from '@sgmrl/experiments';
import { comparisonFigures } from './comparison-figures';

const { config } = presets['tabular-quick'];

const record = (iteration: number): IterationRecord => {
  const returns = (mean: number) => ({
    undiscounted: { mean, stderr: 0 },
    discounted: { mean: 0, stderr: 0 },
  });
  return {
    iteration,
    timesteps: 100 * iteration,
    before: returns(iteration),
    after: returns(10 * iteration),
    gradientNorm: 0,
    parameterNorm: 0,
    seconds: { plan: 0, run: 0, finish: 0 },
  };
};

const group = (algorithm: string, innerSteps: number, iterations: number): ComparedGroup => ({
  algorithm,
  innerSteps,
  runs: [
    {
      directory: 'run',
      seed: 1,
      config,
      records: Array.from({ length: iterations }, (_, i) => record(i + 1)),
      heldOut: {
        version: 1,
        iteration: iterations,
        tasks: 1,
        rows: [{ innerSteps: 0, undiscounted: [7], discounted: [0] }],
      },
    },
  ],
});

const comparison = (...groups: readonly ComparedGroup[]): Comparison => ({
  directories: [],
  config,
  groups,
  problems: [],
});

describe('comparisonFigures', () => {
  const figures = comparisonFigures(
    comparison(
      group('random', 0, 0),
      group('joint', 0, 2),
      group('none', 1, 2),
      group('none', 2, 2),
      group('maml', 2, 2),
    ),
  );
  const named = (id: string) => figures.find((figure) => figure.id === id);

  it('are five for each number of inner steps', () => {
    expect(figures.map(({ id }) => id)).toEqual(
      [1, 2].flatMap((innerSteps) =>
        ['after-iteration', 'before-iteration', 'after-timesteps', 'before-timesteps', 'adaptation'].map(
          (figure) => `${figure}-${String(innerSteps)}`,
        ),
      ),
    );
  });

  it('show algorithms beside the baselines, where they have something to show', () => {
    expect(named('after-iteration-1')?.series.map(({ name }) => name)).toEqual(['joint', 'none']);
    expect(named('after-iteration-2')?.series.map(({ name }) => name)).toEqual(['joint', 'none', 'maml']);
    expect(named('adaptation-1')?.series.map(({ name }) => name)).toEqual(['random', 'joint', 'none']);
  });

  it('draw an algorithm alike in all, and its numbers where they belong', () => {
    const styles = figures.flatMap(({ series }) =>
      series.map(({ name, style }) => `${name} ${String(style)}`),
    );
    expect(new Set(styles)).toEqual(new Set(['joint 1', 'none 2', 'maml 3', 'random 0']));
    const points = (id: string) =>
      named(id)
        ?.series.find(({ name }) => name === 'none')
        ?.points.map(({ x, y }) => [x, y]);
    expect(points('before-iteration-1')).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(points('after-timesteps-2')).toEqual([
      [100, 10],
      [200, 20],
    ]);
    expect(points('adaptation-2')).toEqual([[0, 7]]);
  });

  it('are there for baselines alone', () => {
    expect(comparisonFigures(comparison(group('random', 0, 0))).map(({ id }) => id)).toEqual([
      'adaptation-0',
    ]);
  });
});
