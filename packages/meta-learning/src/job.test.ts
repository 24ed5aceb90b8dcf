import { key } from '@sgmrl/prng';
import { plan } from './job';
import { initialState } from './state';
import { tabularProblem } from './testing/problems';

const state = initialState(tabularProblem)(key(1));

it('draws one job a task, each with its own task and key', () => {
  const jobs = plan(tabularProblem)(state);
  expect(jobs.map((job) => [job.iteration, job.index])).toEqual([
    [1, 0],
    [1, 1],
    [1, 2],
  ]);
  expect(new Set(jobs.map((job) => JSON.stringify(job.task))).size).toBe(3);
  expect(new Set(jobs.map((job) => job.key.join())).size).toBe(3);
  expect(jobs.every((job) => job.parameters === state.parameters)).toBe(true);
});

it('depends on the root key and the iteration alone', () => {
  expect(plan(tabularProblem)(state)).toEqual(plan(tabularProblem)(initialState(tabularProblem)(key(1))));
  expect(plan(tabularProblem)({ ...state, iteration: 1 })).not.toEqual(plan(tabularProblem)(state));
  expect(plan(tabularProblem)({ ...state, key: key(2) })).not.toEqual(plan(tabularProblem)(state));
});

it('is plain data', () => {
  const jobs = plan(tabularProblem)(state);
  expect(structuredClone(jobs)).toEqual(jobs);
});
