import { collect } from '@sgmrl/rollouts';
import { foldIn, key } from '@sgmrl/prng';
import * as E from 'fp-ts/lib/Either.js';
import { adaptationPath } from './adaptation-path';
import { evaluateTask, planEvaluation } from './evaluate';
import { returnsOf } from './returns';
import { initialState } from './state';
import { brokenAt, tabularProblem } from './testing/problems';

const initial = initialState(tabularProblem)(key(1));

it('passes through the parameters whose returns evaluateTask measures', () => {
  const [job] = planEvaluation(tabularProblem)(initial, 1, key(1));
  const path = adaptationPath(tabularProblem, 3)(job);
  const measured = evaluateTask(tabularProblem, { innerSteps: 3 })(job);
  if (E.isLeft(path) || E.isLeft(measured)) throw new Error('expected parameters and returns');
  expect(path.right).toHaveLength(4);
  const { tasks, policy, algorithm } = tabularProblem;
  path.right.forEach((theta, t) => {
    const environment = tasks.environment(job.task);
    const batch = collect(environment, policy)(theta, algorithm.trajectories, foldIn(job.key, t));
    if (E.isLeft(batch)) throw new Error('expected a batch');
    expect(returnsOf(batch.right, algorithm.discount)).toEqual(measured.right[t]);
  });
});

it('names the place of a failure', () => {
  const [, job] = planEvaluation(tabularProblem)(initial, 2, key(1));
  expect(adaptationPath(brokenAt(1), 2)(job)).toMatchObject({ left: { task: 1, batch: 1, step: 1 } });
});
