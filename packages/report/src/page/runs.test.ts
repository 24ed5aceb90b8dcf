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

it('says what each run was computed with, where that is known', () => {
  const versions = { sgmrl: '0.1.0', node: '20.19.0', mujoco: '3.14.0', tfjs: '4.22.0' };
  const told = { ...run, directory: 'run-2', versions };
  const [, , of, untold] = runs({
    ...comparison,
    groups: [{ algorithm: 'none', innerSteps: 1, runs: [told, run] }],
  })
    .markup.split('<tr>')
    .map((row) => row.replace(/<[^>]*>/g, ' '));
  expect(of).toContain('sgmrl 0.1.0, Node.js 20.19.0, MuJoCo 3.14.0, TensorFlow.js 4.22.0');
  expect(untold).not.toContain('sgmrl');
});

it('counts planning and finishing as time, over all iterations', () => {
  expect(runs(comparison).markup).toContain('>43 s<');
});
