import { foldIn, key } from '@sgmrl/prng';
import { collectTimesteps, meanReturn, timesteps } from '@sgmrl/rollouts';
import * as E from 'fp-ts/lib/Either.js';
import { evaluateTask, planEvaluation } from './evaluate';
import { plan } from './job';
import { initialState } from './state';
import { brokenAt, tabularProblem } from './testing/problems';

const state = initialState(tabularProblem)(key(1));

it('draws tasks of its own, the same for every policy', () => {
  const jobs = planEvaluation(tabularProblem)(state, 3, key(1));
  const others = planEvaluation(tabularProblem)({ parameters: [1, 2, 3, 4, 5, 6] }, 3, key(1));
  expect(others.map(({ task, key: k }) => [task, k])).toEqual(jobs.map(({ task, key: k }) => [task, k]));
  const trained = plan(tabularProblem)(state).map(({ task }) => JSON.stringify(task));
  expect(jobs.filter(({ task }) => trained.includes(JSON.stringify(task)))).toEqual([]);
});

it('measures after 0 … K inner steps, and fewer steps are a prefix of more', () => {
  const [job] = planEvaluation(tabularProblem)(state, 1, key(1));
  const three = evaluateTask(tabularProblem, { innerSteps: 3 })(job);
  const one = evaluateTask(tabularProblem, { innerSteps: 1 })(job);
  if (E.isLeft(three) || E.isLeft(one)) throw new Error('expected returns');
  expect(three.right).toHaveLength(4);
  expect(one.right).toEqual(three.right.slice(0, 2));
});

it('takes the first step as trained and later ones of another size, if asked', () => {
  const [job] = planEvaluation(tabularProblem)(state, 1, key(1));
  const measured = (stepSize: number, later?: number) => {
    const problem = { ...tabularProblem, algorithm: { ...tabularProblem.algorithm, stepSize } };
    const returns = evaluateTask(problem, { innerSteps: 3, laterStepSize: later })(job);
    if (E.isLeft(returns)) throw new Error(returns.left.what);
    return returns.right;
  };
  expect(measured(0.5, 0.5)).toEqual(measured(0.5));
  // Steps of almost no size leave the parameters where the first step took them, on fresh data.
  const still = measured(0.5, 1e-12);
  expect(still.slice(0, 2)).toEqual(measured(0.5).slice(0, 2));
  expect(still.slice(2)).not.toEqual(measured(0.5).slice(2));
  expect(still.slice(2)).not.toEqual(measured(1e-12).slice(2));
});

it('draws batches of another size, if asked, as if the algorithm had it', () => {
  const [job] = planEvaluation(tabularProblem)(state, 1, key(1));
  const larger = { ...tabularProblem, algorithm: { ...tabularProblem.algorithm, trajectories: 7 } };
  const asked = evaluateTask(tabularProblem, { innerSteps: 2, trajectories: 7 })(job);
  expect(asked).toEqual(evaluateTask(larger, { innerSteps: 2 })(job));
  expect(asked).not.toEqual(evaluateTask(tabularProblem, { innerSteps: 2 })(job));
});

it('draws batches by time steps, if asked: the last is what the environments bring to an end', () => {
  const [job] = planEvaluation(tabularProblem)(state, 1, key(1));
  const measured = evaluateTask(tabularProblem, { innerSteps: 1, trajectories: 3, timesteps: 100 })(job);
  const draw = collectTimesteps(tabularProblem.tasks.environment(job.task), tabularProblem.policy);
  const batch = draw(job.parameters, 3, 100, foldIn(job.key, 0));
  if (E.isLeft(measured) || E.isLeft(batch)) throw new Error('expected returns');
  expect(measured.right).toHaveLength(2);
  expect(timesteps(batch.right)).toBeGreaterThanOrEqual(100);
  expect(measured.right[0].undiscounted).toBeCloseTo(meanReturn(batch.right, 1), 12);
});

it('names the place of a failure', () => {
  const [, job] = planEvaluation(tabularProblem)(state, 2, key(1));
  expect(evaluateTask(brokenAt(1), { innerSteps: 2 })(job)).toMatchObject({
    left: { task: 1, batch: 1, step: 1 },
  });
});
