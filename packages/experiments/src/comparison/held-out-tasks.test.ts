import { comparedGroup, comparedRun } from '../testing/compared';
import { heldOutTasks } from './held-out-tasks';

const measured = (seed: number, tasks: number) => {
  const run = comparedRun(seed, [0], [[1, 1]]);
  return { ...run, heldOut: run.heldOut === undefined ? undefined : { ...run.heldOut, tasks } };
};

it.each([
  ['40 held-out tasks', [measured(1, 40), measured(2, 40), comparedRun(3, [0], undefined)]],
  ['2, 3 or 40 held-out tasks', [measured(1, 40), measured(2, 3), measured(3, 2)]],
  ['1 held-out task', [measured(1, 1)]],
  ['held-out tasks', [comparedRun(1, [0], undefined)]],
])('says %s', (words, runs) => {
  expect(heldOutTasks([comparedGroup('none', 1, runs)])).toBe(words);
});
