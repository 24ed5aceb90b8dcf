import { phases } from './phases';
import { navigation } from './setting';

it('every part of a task is timed', async () => {
  const printed: string[] = [];
  await phases({ ...navigation, trajectories: 2, steps: 3, hidden: 4 }, 2, (text) => printed.push(text));
  const text = printed.join('\n');
  const names = [
    'draw a batch',
    'weigh its steps',
    'policy gradient',
    'Hessian-vector product',
    'log-probability',
  ];
  expect(names.filter((name) => !text.includes(name))).toEqual([]);
});
