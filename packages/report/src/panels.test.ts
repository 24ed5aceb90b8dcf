import type { ComparedGroup } from '@sgmrl/experiments';
import { panelsOf, stylesOf } from './panels';

const group = (algorithm: string, innerSteps: number, ...labels: readonly string[]): ComparedGroup => ({
  algorithm,
  innerSteps,
  settings: labels.map((label) => ({ path: '', name: '', shown: '', label })),
  runs: [],
});

const groups = [group('none', 2), group('none', 1), group('none', 1, 'stepSize=0.5'), group('joint', 0)];

it('has a panel for each number of inner steps, in their order, with baselines in each', () => {
  expect(panelsOf(groups).map(({ id, groups: members }) => [id, members])).toEqual([
    ['inner-steps-1', [groups[1], groups[2], groups[3]]],
    ['inner-steps-2', [groups[0], groups[3]]],
  ]);
  expect(panelsOf([groups[3]]).map(({ id }) => id)).toEqual(['inner-steps-0']);
});

it('gives one look to a name, whatever the inner steps, and another one to other settings', () => {
  expect(['none', 'none, stepSize=0.5', 'joint'].map(stylesOf(groups))).toEqual([0, 1, 2]);
});
