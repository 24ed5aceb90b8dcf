import { shrunk, type Algorithm } from '@sgmrl/estimators';
import { adam, chain, clipByGlobalNorm, fromOptimizerSpec } from '@sgmrl/optimizers';
import { key } from '@sgmrl/prng';
import { fromWeightsSpec } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';
import { adaptOn } from './adapt-on';
import { adaptationPath } from './adaptation-path';
import { evaluateTask, planEvaluation } from './evaluate';
import { iterate } from './iterate';
import { plan } from './job';
import { ascent } from './outer-update/ascent';
import type { OuterUpdate } from './outer-update/outer-update';
import { found } from './outer-update/search';
import { run } from './run';
import { initialState } from './state';
import { algorithm, tabularProblem } from './testing/problems';
import { train } from './train';

type Fields = Readonly<Record<string, unknown>>;

/** A value as a program without types might make it. */
const misfit = <A>(start: A, fields: Fields): A => ({ ...start, ...fields });

const problem = { ...tabularProblem, update: ascent(fromOptimizerSpec({ kind: 'adam', learningRate: 0.1 })) };
const state = initialState(problem)(key(1));
const scaled: Algorithm = {
  ...algorithm,
  innerWeights: fromWeightsSpec({ kind: 'scaled-advantage', lambda: 1, scale: 'state' }),
};
const nothing = <A>(): A => JSON.parse('[]')[0];

const ofParameters: readonly (readonly [string, Fields])[] = [
  ['parameters: expected a list, found nothing', { parameters: undefined }],
  ['parameters: expected 6 numbers, one a parameter, found 5', { parameters: [1, 2, 3, 4, 5] }],
  ['parameters: expected numbers, found ["1",2,3,4,5,6]', { parameters: ['1', 2, 3, 4, 5, 6] }],
  ['scales: expected a record, found 3', { scales: 3 }],
  ['scales: inner: expected a positive number, found NaN', { scales: { inner: NaN, outer: 1 } }],
  ['scales: outer: expected a number, found nothing', { scales: { inner: 1 } }],
  ['scales: out: expected no field but inner, outer, found 1', { scales: { inner: 1, outer: 1, out: 1 } }],
];

it.each<readonly [string, Fields]>([
  ...ofParameters,
  ['iteration: expected an integer from 0, found NaN', { iteration: NaN }],
  ['iteration: expected an integer from 0, found -1', { iteration: -1 }],
  ['timesteps: expected an integer from 0, found 0.5', { timesteps: 0.5 }],
  ['optimizer: expected a record, found nothing', { optimizer: undefined }],
  ['optimizer.step: expected a number, found NaN', { optimizer: { ...state.optimizer, step: NaN } }],
  [
    'optimizer.moments.1: expected a list, found nothing',
    { optimizer: { step: 1, moments: [[0, 0, 0, 0, 0, 0]] } },
  ],
  [
    'optimizer.moments.0: expected 6 numbers, one a parameter, found 2',
    {
      optimizer: {
        step: 1,
        moments: [
          [0, 0],
          [0, 0],
        ],
      },
    },
  ],
  [
    'scales: expected none, as the algorithm takes none from the state, found {"inner":1,"outer":2}',
    { scales: { inner: 1, outer: 2 } },
  ],
])('iterate refuses a state before anything is drawn: %s', async (message, fields) => {
  const jobs = () => Promise.reject(new Error('drawn'));
  const expected = new RangeError(`state: ${message}`);
  const wrong = misfit(state, fields);
  await expect(iterate(problem, { jobs, probes: jobs })(wrong)).rejects.toThrow(expected);
  await expect(train(problem)(wrong).next()).rejects.toThrow(expected);
});

it('iterate refuses the state of a chain of another size', async () => {
  const chained = { ...tabularProblem, update: ascent(chain(clipByGlobalNorm(1), adam(0.1))) };
  const begun = initialState(chained)(key(1));
  const [clip, [moments, rate]] = begun.optimizer;
  const wrong: typeof begun = { ...begun, optimizer: [clip, [{ ...moments, mean: [0] }, rate]] };
  await expect(iterate(chained)(wrong)).rejects.toThrow(
    new RangeError('state: optimizer.1.0.mean: expected 6 numbers, one a parameter, found 1'),
  );
});

it('iterate refuses a state that is none', async () => {
  await expect(iterate(problem)(nothing())).rejects.toThrow(
    new RangeError('state: expected a record, found nothing'),
  );
  await expect(iterate(problem)(misfit(state, { key: 7 }))).rejects.toThrow(
    'key: expected two unsigned 32-bit words',
  );
});

it('iterate takes a memory that grows', async () => {
  const gathering: OuterUpdate<readonly Vector[]> = {
    init: () => [],
    search: ({ parameters, optimizer }, gradient) =>
      found({ parameters, optimizer: [...optimizer, gradient], surrogate: undefined }),
    surrogate: undefined,
  };
  const remembering = { ...tabularProblem, update: gathering };
  const iterations = train(remembering)(initialState(remembering)(key(1)));
  for (const length of [1, 2, 3])
    expect((await iterations.next()).value).toMatchObject({ right: [{ optimizer: { length } }, {}] });
});

it.each(ofParameters)('what has been learned is refused: %s', (message, fields) => {
  const [job] = plan(problem)(state);
  const wrong = misfit(job, fields);
  const expected = new RangeError(`job: ${message}`);
  expect(() => run(problem)(wrong)).toThrow(expected);
  expect(() => evaluateTask(problem, { innerSteps: 1 })(wrong)).toThrow(expected);
  expect(() => adaptationPath(problem, 1)(wrong)).toThrow(expected);
  expect(() => adaptOn(problem)(misfit({ parameters: state.parameters }, fields), nothing())).toThrow(
    new RangeError(`learned: ${message}`),
  );
});

it.each(ofParameters.filter(([message]) => !message.includes('numbers')))(
  'no tasks are planned for it: %s',
  (message, fields) => {
    const wrong = misfit(state, fields);
    expect(() => plan(problem)(wrong)).toThrow(new RangeError(`state: ${message}`));
    expect(() => planEvaluation(problem)(wrong, 1, key(1))).toThrow(new RangeError(`learned: ${message}`));
  },
);

it.each<readonly [string, Fields]>([
  ['job: iteration: expected an integer from 0, found NaN', { iteration: NaN }],
  ['job: index: expected an integer from 0, found nothing', { index: undefined }],
])('refuses a job: %s', (message, fields) => {
  const [job] = plan(problem)(state);
  expect(() => run(problem)(misfit(job, fields))).toThrow(new RangeError(message));
  expect(() => evaluateTask(problem, { innerSteps: 1 })(misfit(job, fields))).toThrow(
    new RangeError(message),
  );
});

describe('the shrinkage of a state', () => {
  const shrinking = { ...problem, algorithm: { ...algorithm, estimator: shrunk('dice') } };
  const begun = initialState(shrinking)(key(1));

  it.each<readonly [string, Fields]>([
    [
      ': expected some, as the algorithm takes its shrinkage factor from the state, found nothing',
      { shrinkage: undefined },
    ],
    [': noise: expected a number, found nothing', { shrinkage: { signal: 1, covariance: 0 } }],
    [
      '.signal: expected a finite number, found Infinity',
      { shrinkage: { signal: Infinity, noise: 1, covariance: 0 } },
    ],
  ])('is refused%s', async (message, fields) => {
    await expect(iterate(shrinking)(misfit(begun, fields))).rejects.toThrow(
      new RangeError(`state: shrinkage${message}`),
    );
  });

  it('is refused where the algorithm takes none', async () => {
    await expect(iterate(problem)(misfit(state, { shrinkage: begun.shrinkage }))).rejects.toThrow(
      'state: shrinkage: expected none, as the algorithm takes no shrinkage factor from the state, found {',
    );
    expect(await iterate(shrinking)(begun)).toMatchObject({ _tag: 'Right' });
  });
});

it('takes the scales of a state where the algorithm does, and asks for them', async () => {
  const taking = { ...problem, algorithm: scaled };
  const begun = initialState(taking)(key(1));
  expect(begun.scales).toBeDefined();
  expect(await iterate(taking)(begun)).toMatchObject({ _tag: 'Right' });
  await expect(iterate(taking)(misfit(begun, { scales: undefined }))).rejects.toThrow(
    'scales: expected those of a state, found none',
  );
});
