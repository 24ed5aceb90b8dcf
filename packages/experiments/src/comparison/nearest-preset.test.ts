import type { Config } from '../configuration/config';
import { presets } from '../configuration/presets';
import type { ComparedGroup } from './comparison';
import { nearestPreset } from './nearest-preset';

const group = (algorithm: string, config: Config): ComparedGroup => ({
  algorithm,
  innerSteps: config.algorithm.innerSteps,
  runs: [{ directory: '', seed: 1, config, records: [], heldOut: undefined }],
});

const { config } = presets['tabular-quick'];
const smaller: Config = {
  ...config,
  iterations: 3,
  seed: 5,
  algorithm: { ...config.algorithm, estimator: 'fomaml', innerSteps: 2, trajectories: 3 },
};
const random: Config = {
  ...config,
  iterations: 0,
  algorithm: { ...config.algorithm, estimator: 'maml', innerSteps: 0, trajectories: 4 },
};

it.each(Object.entries(presets))('knows the preset %s again', (preset, { config: known }) => {
  expect(nearestPreset({ groups: [group('some', known)] })).toEqual({ preset, different: [] });
});

it('looks at the first run that adapts, and passes over what runs differ in by design', () => {
  expect(nearestPreset({ groups: [group('random', random), group('none', smaller)] })).toEqual({
    preset: 'tabular-quick',
    different: ['algorithm.trajectories is 3, not 10'],
  });
});

it('looks at a baseline where there is nothing else', () => {
  expect(nearestPreset({ groups: [group('random', random)] })?.different).toEqual([
    'algorithm.trajectories is 4, not 10',
  ]);
});

it('knows none for an environment of its own kind', () => {
  const own: Config = { ...config, environment: { ...config.environment, kind: 'fishery' } };
  expect(nearestPreset({ groups: [group('none', own)] })).toBeUndefined();
});
