import { presets, type ComparedRun, type IterationRecord } from '@sgmrl/experiments';
import { runFigures, withoutParts } from './run-curves';

const returns = { undiscounted: { mean: 0, stderr: 1 }, discounted: { mean: 0, stderr: 1 } };

const record = (iteration: number, gradientNorm: number, divergence?: number): IterationRecord => ({
  iteration,
  timesteps: 10 * iteration,
  before: returns,
  after: returns,
  gradientNorm,
  parameterNorm: 3,
  surrogate: divergence === undefined ? undefined : { gain: 1, divergence },
  seconds: { plan: 0.5, run: 2, finish: 0.25 },
});

const run = (seed: number, ...records: readonly IterationRecord[]): ComparedRun => ({
  directory: `run-${String(seed)}`,
  seed,
  config: presets['tabular-quick'].config,
  heldOut: undefined,
  records,
});

const groups = [
  {
    algorithm: 'none',
    innerSteps: 1,
    runs: [run(1, record(1, 2), record(2, 4)), run(2, record(1, 6))],
  },
  { algorithm: 'trpo-maml', innerSteps: 1, runs: [run(1, record(1, 5, 0.01), record(2, 7, 0.02))] },
  { algorithm: 'random', innerSteps: 0, runs: [run(1)] },
];
const figures = runFigures(groups);
const figure = (id: string) => figures.find((one) => one.id === `${id}-inner-steps-1`);

it('draws a line for each run, in the look of its group', () => {
  expect(figure('gradient-norm')?.series).toEqual([
    {
      name: 'none, seed 1',
      group: 'none',
      style: 0,
      points: [
        { x: 1, y: 2, low: null, high: null },
        { x: 2, y: 4, low: null, high: null },
      ],
    },
    { name: 'none, seed 2', group: 'none', style: 0, points: [{ x: 1, y: 6, low: null, high: null }] },
    {
      name: 'trpo-maml, seed 1',
      group: 'trpo-maml',
      style: 1,
      points: [
        { x: 1, y: 5, low: null, high: null },
        { x: 2, y: 7, low: null, high: null },
      ],
    },
  ]);
});

it('draws norms, divergence where it is measured, and the seconds of each phase', () => {
  expect(figures.map(({ id }) => id)).toEqual(
    ['gradient-norm', 'parameter-norm', 'divergence', 'seconds-plan', 'seconds-run', 'seconds-finish'].map(
      (id) => `${id}-inner-steps-1`,
    ),
  );
  expect(figure('divergence')?.series.map(({ name }) => name)).toEqual(['trpo-maml, seed 1']);
  expect(figure('seconds-finish')?.series[0].points[0].y).toBe(0.25);
  expect(runFigures(groups.slice(0, 1)).map(({ id }) => id)).not.toContain('divergence-inner-steps-1');
});

it('says which runs are not drawn', () => {
  expect(figure('gradient-norm')?.description).toContain('No such number: random, seed 1.');
  expect(figure('divergence')?.description).toContain(
    'No such number: none, seed 1; none, seed 2; random, seed 1.',
  );
});

it('takes a logarithmic axis where values span more than a hundredfold and all have a place on it', () => {
  const scale = (...norms: readonly number[]) =>
    runFigures([
      { algorithm: 'none', innerSteps: 1, runs: [run(1, ...norms.map((norm, i) => record(i + 1, norm)))] },
    ])[0].y.scale;
  expect([scale(1, 2), scale(0.001, 2), scale(0, 2)]).toEqual(['linear', 'log', 'linear']);
});

it('draws signal and noise of runs that have them, as shares and a correlation', () => {
  const parts = { rest: { signal: 1, noise: 4 }, debiasing: { signal: 3, noise: 9 }, covariance: -3 };
  const measured = {
    ...record(1, 2),
    gradientStatistics: { signal: -1, noise: 5, parts },
    shrinkageFactor: 0.5,
  };
  const drawn = runFigures([
    { algorithm: 'none', innerSteps: 1, runs: [run(1, measured), run(2, record(1, 6))] },
  ]);
  const valueOf = (id: string) =>
    drawn.find((one) => one.id === `${id}-inner-steps-1`)?.series.map(({ points }) => points[0].y);
  expect(valueOf('gradient-signal-share')).toEqual([-1 / 4]);
  expect(valueOf('debiasing-signal-share')).toEqual([3 / 12]);
  expect(valueOf('rest-noise')).toEqual([4]);
  expect(valueOf('debiasing-noise')).toEqual([9]);
  expect(valueOf('parts-correlation')).toEqual([-3 / 6]);
  expect(valueOf('shrinkage-factor')).toEqual([0.5]);
  expect(figure('debiasing-noise')).toBe(undefined);
});

it('says of which algorithms no debiasing part was measured, and why', () => {
  const parts = { rest: { signal: 1, noise: 4 }, debiasing: { signal: 3, noise: 9 }, covariance: -3 };
  const whole = { ...record(1, 2), gradientStatistics: { signal: 1, noise: 2 } };
  const measured = { ...record(1, 2), gradientStatistics: { signal: 1, noise: 2, parts } };
  const group = (algorithm: string, one: IterationRecord) => ({
    algorithm,
    innerSteps: 1,
    runs: [run(1, one)],
  });
  expect(withoutParts([group('none', whole), group('dice', measured)])).toBe(
    'No debiasing part was measured of none: there is none, or it cannot be told from the rest.',
  );
  // Where no signal was measured either, runs are of old or of single tasks.
  expect(withoutParts([group('dice', measured), group('old', record(1, 2))])).toBeUndefined();
});
