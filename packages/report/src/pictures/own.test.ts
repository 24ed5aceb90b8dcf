import { Navigation2dSpec, navigation2d } from '@sgmrl/environments';
import { presets } from '@sgmrl/experiments';
import { observed } from './own';

const subject = { id: 'mine', title: 'Mine', subtitle: 'seed 1', style: 0 };
const { environment } = presets['navigation-2d-quick'].config;

it('draws each number that is observed against the step, by name and without a unit', () => {
  if (!Navigation2dSpec.is(environment)) throw new Error('expected tasks in the plane');
  const tasks = navigation2d(environment);
  const states = [0.25, 0.5].map((x, step) => ({ step, position: [x, -x] as const }));
  const walks = [states.slice(0, 1), states].map((all) => ({ states: all, rewards: [0] }));
  const pictures = observed(subject, tasks)([{ task: { goal: [0.5, 0] as const }, walks }]);
  expect(pictures.map(({ figure: { title } }) => title)).toEqual([
    expect.stringMatching(/^Mine: task \(.*\), before adaptation$/),
    expect.stringMatching(/^Mine: task \(.*\), after 1 inner step$/),
  ]);
  const { observe } = tasks.environment({ goal: [0.5, 0] });
  const seen = states.map(observe);
  expect(pictures[1]).toMatchObject({
    kind: 'lines',
    figure: {
      x: { label: 'step' },
      y: { label: 'observation' },
      series: [0, 1].map((i) => ({
        name: ['o₁', 'o₂'][i],
        points: seen.map((observation, step) => ({ x: step, y: observation[i] })),
      })),
    },
  });
  expect(JSON.stringify(pictures)).not.toMatch(/camera|second|ground/);
});
