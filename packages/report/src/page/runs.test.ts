import { presets, type Comparison, type ComparedRun } from '@sgmrl/experiments';
import { runs } from './runs';

const returns = {
  undiscounted: { mean: 0, stderr: 0 },
  discounted: { mean: 0, stderr: 0 },
};
const { config } = presets['tabular-quick'];
const run: ComparedRun = {
  directory: 'run-1',
  seed: 1,
  config,
  records: [1, 2].map((iteration) => ({
    iteration,
    timesteps: 10 * iteration,
    before: returns,
    after: returns,
    gradientNorm: 1,
    parameterNorm: 1,
    seconds: { plan: 0.5, run: 20, finish: 1 },
  })),
  heldOut: undefined,
};
const comparison: Comparison = {
  directories: [],
  config,
  groups: [{ algorithm: 'none', innerSteps: 1, runs: [run] }],
  problems: [],
};

/** The text of the section for these runs. */
const textOf = (...all: readonly ComparedRun[]): string =>
  runs({ ...comparison, groups: [{ algorithm: 'none', innerSteps: 1, runs: all }] }, '')
    .markup.replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

it('says what runs were computed with, in one sentence where it is the same for all', () => {
  const versions = { sgmrl: '0.1.0', node: '20.19.0', mujoco: '3.14.0', tfjs: '4.22.0' };
  const told = { ...run, directory: 'run-2', versions };
  const programs = 'sgmrl 0.1.0, Node.js 20.19.0, MuJoCo 3.14.0, TensorFlow.js 4.22.0';
  expect(textOf(told, { ...told, directory: 'run-3' })).toContain(`computed with: all runs: ${programs}.`);
  expect(textOf(told, run, { ...told, directory: 'run-3' })).toMatch(
    /computed with: run-2 , run-3 : sgmrl .* 4\.22\.0; run-1 : they do not say\./,
  );
});

it('gives all last returns the same decimals', () => {
  const [first] = run.records;
  const at = (mean: number) => ({
    ...run,
    records: [{ ...first, after: { ...returns, undiscounted: { mean, stderr: 0 } } }],
  });
  expect(textOf(at(7.255), at(0.5))).toMatch(/ 7\.25 .* 0\.50 /);
});

it('counts planning and finishing as time, over all iterations', () => {
  expect(runs(comparison, '').markup).toContain('>43 s<');
});
