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

it('counts planning and finishing as time, over all iterations', () => {
  expect(runs(comparison).markup).toContain('>43 s<');
});
