import { key } from '@sgmrl/prng';
import * as E from 'fp-ts/lib/Either.js';
import { iterate } from './iterate';
import { plan } from './job';
import { inThisThread } from './maps';
import { probe, type Probe } from './outer-update/probe';
import { trustRegion } from './outer-update/trust-region';
import { run } from './run';
import { initialState } from './state';
import { tabularProblem } from './testing/problems';

const problem = {
  ...tabularProblem,
  update: trustRegion({
    maxKl: 0.01,
    damping: 1e-5,
    conjugateGradientSteps: 2,
    backtracks: 2,
    backtrackRatio: 0.5,
  }),
};
const state = initialState(problem)(key(3));
const jobs = plan(problem)(state);

it('runs each job and answers each probe, in order', async () => {
  const maps = inThisThread(problem);
  const contributions = jobs.map(run(problem));
  expect(await maps.jobs(jobs)).toEqual(contributions);
  const probes = contributions.map((contribution, index): Probe => {
    if (E.isLeft(contribution) || contribution.right.data === undefined) throw new Error('expected data');
    const question = { kind: 'gradient', parameters: state.parameters } as const;
    return { iteration: 1, index, data: contribution.right.data, question };
  });
  const answers = await maps.probes(probes);
  expect(answers).toEqual(probes.map(probe(problem)));
  expect(new Set(answers.map((answer) => Array.from(answer).join())).size).toBe(jobs.length);
});

it('refuses a map that gives more or fewer results than jobs', async () => {
  const maps = inThisThread(tabularProblem);
  const state = initialState(tabularProblem)(key(1));
  const changed = (change: <A>(results: readonly A[]) => readonly A[]) =>
    iterate(tabularProblem, { ...maps, jobs: async (jobs) => change(await maps.jobs(jobs)) })(state);
  await expect(changed((results) => results.slice(1))).rejects.toThrow(
    new RangeError('maps.jobs: expected 3 results, one a job, found 2'),
  );
  await expect(changed((results) => [...results, ...results])).rejects.toThrow(RangeError);
});
