import { sum, type Algorithm } from '@sgmrl/estimators';
import { key } from '@sgmrl/prng';
import { adaptOn } from './adapt-on';
import { adaptationPath } from './adaptation-path';
import { checkProblem } from './check-problem';
import { evaluateTask, planEvaluation } from './evaluate';
import { iterate } from './iterate';
import { plan } from './job';
import { probe } from './outer-update/probe';
import { run } from './run';
import { initialState } from './state';
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

describe('what a program without types may hand over', () => {
  /** The problem with fields replaced, or left out where undefined. */
  const misfit = (fields: Readonly<Record<string, unknown>>): typeof tabularProblem => ({
    ...tabularProblem,
    ...fields,
  });
  const { policy, tasks } = tabularProblem;
  const elsewhere = { jobs: () => Promise.resolve([]), probes: () => Promise.resolve([]) };

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['problem: update: expected a record, found nothing', { update: undefined }],
    ['problem: update: init: expected a function, found nothing', { update: {} }],
    ['problem: update: search: expected a function, found 3', { update: { init: () => 0, search: 3 } }],
    [
      'surrogate: data: expected a function, found nothing',
      { update: { init: () => 0, search: () => 0, surrogate: { clip: 0.2 } } },
    ],
    ['problem: tasks: expected a record, found nothing', { tasks: undefined }],
    ['tasks: sample: expected a function, found nothing', { tasks: { ...tasks, sample: undefined } }],
    ['problem: policy: expected a record, found null', { policy: null }],
    [
      'policy: initialize: expected a function, found nothing',
      { policy: { ...policy, initialize: undefined } },
    ],
    [
      'policy: curvatureAndScore: expected a function, found 1',
      { policy: { ...policy, curvatureAndScore: 1 } },
    ],
  ])('%s', (message, fields) => {
    const wrong = misfit(fields);
    const expected = new RangeError(message);
    expect(() => initialState(wrong)(key(1))).toThrow(expected);
    expect(() => run(wrong)).toThrow(expected);
    expect(() => iterate(wrong)).toThrow(expected);
    expect(() => iterate(wrong, elsewhere)).toThrow(expected);
  });

  it.each<[string, unknown]>([
    ['algorithm: expected a record, found nothing', undefined],
    ['algorithm: innerWeights: expected a record, found nothing', { ...algorithm, innerWeights: undefined }],
    [
      `algorithm: jacobian: expected it as a term in the field estimator, 'maml' with the full Jacobian, 'fomaml' with the identity, found "identity"`,
      { ...algorithm, jacobian: 'identity' },
    ],
  ])('%s', (message, wrong) => {
    const expected = new RangeError(message);
    expect(() => run(misfit({ algorithm: wrong }))).toThrow(expected);
    expect(() => iterate(misfit({ algorithm: wrong }), elsewhere)).toThrow(expected);
    if (wrong !== undefined)
      expect(() => initialState(misfit({ algorithm: wrong }))(key(1))).toThrow(expected);
  });

  it('refuses maps that are none, and tasks to plan and adapt with', () => {
    expect(() => iterate(tabularProblem, JSON.parse('{}'))).toThrow(
      new RangeError('maps: jobs: expected a function, found nothing'),
    );
    const drawn = new RangeError('tasks: sample: expected a function, found nothing');
    const wrong = misfit({ tasks: { ...tasks, sample: undefined } });
    expect(() => plan(wrong)).toThrow(drawn);
    expect(() => planEvaluation(wrong)({ parameters: [0] }, 1, key(1))).toThrow(drawn);
    expect(() => adaptationPath(wrong, 1)).toThrow(drawn);
    expect(() => evaluateTask(wrong, { innerSteps: 1 })).toThrow(drawn);
    expect(() => probe(misfit({ update: undefined }))).toThrow(
      new RangeError('problem: update: expected a record, found nothing'),
    );
  });

  it('refuses what is no problem at all', () => {
    const [nothing] = JSON.parse('[]');
    const expected = new RangeError('problem: expected a record, found nothing');
    const { parameters } = initialState(tabularProblem)(key(1));
    expect(() => initialState(nothing)(key(1))).toThrow(expected);
    expect(() => iterate(nothing)).toThrow(expected);
    expect(() => run(nothing)).toThrow(expected);
    expect(() => plan(nothing)).toThrow(expected);
    expect(() => probe(nothing)).toThrow(expected);
    expect(() => planEvaluation(nothing)({ parameters }, 1, key(1))).toThrow(expected);
    expect(() => evaluateTask(nothing, { innerSteps: 1 })).toThrow(expected);
    expect(() => adaptationPath(nothing, 1)).toThrow(expected);
    expect(() => adaptOn(nothing)({ parameters }, nothing)).toThrow(expected);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    [
      'adaptation: steps: expected no field but innerSteps, laterStepSize, trajectories, timesteps, found 2',
      { steps: 2 },
    ],
    ['timesteps: expected an integer from 1, found 0', { timesteps: 0 }],
    ['innerSteps: expected an integer from 0, found nothing', { innerSteps: undefined }],
  ])('refuses to adapt: %s', (message, fields) => {
    expect(() => evaluateTask(tabularProblem, { innerSteps: 1, ...fields })).toThrow(new RangeError(message));
  });
});
