import { sum, trpoMaml, type Algorithm } from '@sgmrl/estimators';
import { key } from '@sgmrl/prng';
import { adaptationPath } from './adaptation-path';
import { checkProblem } from './check-problem';
import { evaluateTask, planEvaluation } from './evaluate';
import { plan } from './job';
import { run } from './run';
import { algorithm, tabularProblem } from './testing/problems';

const refusing: readonly [string, Partial<Algorithm>][] = [
  ['discount: expected a number above 0, at most 1, found 1.5', { discount: 1.5 }],
  ['innerSteps: expected an integer from 0, found -1', { innerSteps: -1 }],
  ['trajectories: expected an integer from 1, found 0', { trajectories: 0 }],
  [
    'trajectories: expected at least 2 for the estimator, found 1',
    { estimator: sum('curvature', 'trajectory-baseline'), trajectories: 1 },
  ],
];

it.each(refusing)('refuses a misfit before anything is drawn: %s', (message, fields) => {
  const problem = { ...tabularProblem, algorithm: { ...algorithm, ...fields } };
  const expected = new RangeError(message);
  expect(() => plan(problem)).toThrow(expected);
  expect(() => run(problem)).toThrow(expected);
  expect(() => evaluateTask(problem, { innerSteps: 1 })).toThrow(expected);
  expect(() => adaptationPath(problem, 1)).toThrow(expected);
});

it.each<Partial<Algorithm>>([
  { estimator: sum('curvature', 'trajectory-baseline'), trajectories: 2 },
  { estimator: sum('curvature', 'trajectory-baseline'), trajectories: 1, innerSteps: 0 },
  {
    estimator: sum('curvature', 'leave-one-out'),
    trajectories: 1,
    metaBatchSize: 1,
    outerUpdate: trpoMaml.outerUpdate,
  },
])('takes what fits: %j', (fields) => {
  expect(() => {
    checkProblem({ algorithm: { ...algorithm, ...fields } });
  }).not.toThrow();
});

it.each([0, -1, 1.5, NaN])('refuses %p held-out tasks', (count) => {
  expect(() => planEvaluation(tabularProblem)([0], count, key(1))).toThrow(
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
