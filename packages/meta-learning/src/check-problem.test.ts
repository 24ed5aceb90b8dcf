import { sum, type Algorithm } from '@sgmrl/estimators';
import { key } from '@sgmrl/prng';
import { adaptationPath } from './adaptation-path';
import { checkProblem } from './check-problem';
import { evaluateTask, planEvaluation } from './evaluate';
import { iterate } from './iterate';
import { plan } from './job';
import { run } from './run';
import { algorithm, tabularProblem } from './testing/problems';

const problemWith = (fields: Partial<Algorithm>) => ({
  ...tabularProblem,
  algorithm: { ...algorithm, ...fields },
});

it.each<[string, Partial<Algorithm>]>([
  ['discount: expected a number above 0, at most 1, found 1.5', { discount: 1.5 }],
  ['innerSteps: expected an integer from 0, found -1', { innerSteps: -1 }],
  ['trajectories: expected an integer from 1, found 0', { trajectories: 0 }],
  [
    'trajectories: expected at least 2 for the estimator, found 1',
    { estimator: sum('curvature', 'trajectory-baseline'), trajectories: 1 },
  ],
])('refuses a misfit before anything is drawn: %s', (message, fields) => {
  const problem = problemWith(fields);
  const expected = new RangeError(message);
  expect(() => run(problem)).toThrow(expected);
  expect(() => iterate(problem)).toThrow(expected);
});

it('refuses as few tasks as none', () => {
  expect(() => plan(problemWith({ metaBatchSize: 0 }))).toThrow(
    new RangeError('metaBatchSize: expected an integer from 1, found 0'),
  );
});

it.each<[string, Partial<Algorithm>]>([
  ['discount: expected a number above 0, at most 1, found 1.5', { discount: 1.5 }],
  ['trajectories: expected an integer from 1, found 0', { trajectories: 0 }],
])('refuses to adapt with a misfit: %s', (message, fields) => {
  const expected = new RangeError(message);
  expect(() => evaluateTask(problemWith(fields), { innerSteps: 1 })).toThrow(expected);
  expect(() => adaptationPath(problemWith(fields), 1)).toThrow(expected);
});

it.each<Partial<Algorithm>>([
  { estimator: sum('curvature', 'trajectory-baseline'), trajectories: 2 },
  { estimator: sum('curvature', 'trajectory-baseline'), trajectories: 1, innerSteps: 0 },
  { estimator: sum('curvature', 'leave-one-out'), trajectories: 1, metaBatchSize: 1 },
])('takes what fits: %j', (fields) => {
  expect(() => {
    checkProblem(problemWith(fields));
  }).not.toThrow();
});

it.each([0, -1, 1.5, NaN])('refuses %p held-out tasks', (count) => {
  expect(() => planEvaluation(tabularProblem)({ parameters: [0] }, count, key(1))).toThrow(
    new RangeError(`planEvaluation: tasks: expected an integer from 1, found ${String(count)}`),
  );
});

it.each([-1, 0.5, NaN])('refuses %p inner steps, and step sizes like it', (wrong) => {
  const expected = new RangeError(`innerSteps: expected an integer from 0, found ${String(wrong)}`);
  expect(() => evaluateTask(tabularProblem, { innerSteps: wrong })).toThrow(expected);
  expect(() => adaptationPath(tabularProblem, wrong)).toThrow(expected);
  expect(() => evaluateTask(tabularProblem, { innerSteps: 1, laterStepSize: -1 })).toThrow(
    new RangeError('stepSize: expected a number, not negative, found -1'),
  );
});
