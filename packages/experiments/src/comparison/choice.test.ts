import * as E from 'fp-ts/lib/Either.js';
import { presets } from '../configuration/presets';
import { choicesBy, chosenRuns, runsToChooseBy, type FoundRun } from './choice';
import { plannedRuns, type ComparisonQuestion, type PlannedRun } from './question';

const field = 'optimizer.learningRate';
const plain: ComparisonQuestion = {
  version: 1,
  config: { ...presets['tabular-quick'].config, iterations: 3 },
  algorithms: ['random', 'joint', 'none', 'trpo-maml'],
  innerSteps: [1],
  seeds: [1],
  vary: { [field]: [0.1, 0.2, 0.4], 'algorithm.stepSize': [1, 2] },
  evaluation: { tasks: 2, innerSteps: 1 },
};
const question: ComparisonQuestion = { ...plain, select: { field, seeds: [7, 8] } };

const planned = (seeds: readonly number[]): readonly PlannedRun[] => {
  const runs = plannedRuns({ ...plain, seeds });
  if (E.isLeft(runs)) throw new Error('expected runs');
  return runs.right;
};

const tries = runsToChooseBy(question, planned([7, 8]));

/**
 * A run whose mean return on held-out tasks is 10 before adaptation, and `after` after one inner
 * step.
 */
const found = (run: PlannedRun, after: number | 'failed' | 'open', tasks = 2): FoundRun => ({
  planned: run,
  finding: {
    algorithm: run.algorithm,
    innerSteps: run.innerSteps,
    directory: run.path,
    failed: after === 'failed',
    problems: [],
    run: {
      directory: run.path,
      seed: run.seed,
      config: run.config,
      records: [],
      heldOut:
        typeof after === 'string'
          ? undefined
          : {
              version: 1,
              iteration: 3,
              tasks,
              rows: [10, after].map((x, innerSteps) => ({
                innerSteps,
                undiscounted: [x - 1, x + 1],
                discounted: [0, 0],
              })),
            },
    },
  },
});

const rateOf = ({ config: { optimizer } }: PlannedRun): number =>
  Number('learningRate' in optimizer ? optimizer.learningRate : NaN);

const chosen = (result: (run: PlannedRun) => number | 'failed' | 'open', tasks = 2) =>
  choicesBy(
    question,
    tries.map((run) => found(run, result(run), tasks)),
  )
    .filter(({ algorithm }) => algorithm === 'none')
    .map((choice) => choice.chosen?.value);

it('needs runs of those algorithms only that have several values', () => {
  expect([...new Set(tries.map(({ algorithm }) => algorithm))]).toEqual(['joint', 'none']);
  expect(tries).toHaveLength(2 * 2 * 3 * 2);
  expect(runsToChooseBy(plain, planned([7]))).toEqual([]);
});

it('chooses the highest mean over seeds after the inner steps of training, for each value of other fields', () => {
  const result = (run: PlannedRun): number =>
    run.config.algorithm.stepSize === 1 ? 10 * rateOf(run) : run.seed - 10 * rateOf(run);
  expect(chosen(result)).toEqual([0.4, 0.1]);
  const [{ tried, settings, by }] = choicesBy(
    question,
    tries.map((run) => found(run, result(run))),
  ).filter(({ algorithm }) => algorithm === 'none');
  expect([by, settings]).toEqual([[7, 8], [{ path: 'algorithm.stepSize', value: 1 }]]);
  expect(tried.map(({ value, seeds, heldOut }) => [value, seeds, heldOut?.mean])).toEqual([
    [0.1, 2, 1],
    [0.2, 2, 2],
    [0.4, 2, 4],
  ]);
});

it('measures baselines without adaptation, and takes the first of equals', () => {
  const choices = choicesBy(
    question,
    tries.map((run) => found(run, rateOf(run))),
  ).filter(({ algorithm }) => algorithm === 'joint');
  expect(choices.map((choice) => choice.chosen)).toMatchObject([
    { value: 0.1, heldOut: { mean: 10 } },
    { value: 0.1, heldOut: { mean: 10 } },
  ]);
});

it('does not choose a value with which one run failed', () => {
  expect(chosen((run) => (rateOf(run) === 0.4 && run.seed === 8 ? 'failed' : rateOf(run)))).toEqual([
    0.2, 0.2,
  ]);
  expect(chosen(() => 'failed')).toEqual([undefined, undefined]);
});

it('chooses nothing as long as a run is missing, or was measured on other tasks', () => {
  expect(chosen((run) => (rateOf(run) === 0.1 ? 'open' : 1))).toEqual([undefined, undefined]);
  expect(chosen(() => 1, 3)).toEqual([undefined, undefined]);
});

it('leaves the runs of what was chosen, and those that need no choice', () => {
  const choices = choicesBy(
    question,
    tries.map((run) => found(run, rateOf(run))),
  );
  expect(chosenRuns(choices, planned([1])).map(({ path }) => path)).toEqual([
    'random/inner-steps-0/seed-1',
    'random/inner-steps-0,algorithm.stepSize=2/seed-1',
    'joint/inner-steps-0,optimizer.learningRate=0.1/seed-1',
    'joint/inner-steps-0,algorithm.stepSize=2,optimizer.learningRate=0.1/seed-1',
    'none/inner-steps-1,optimizer.learningRate=0.4/seed-1',
    'none/inner-steps-1,algorithm.stepSize=2,optimizer.learningRate=0.4/seed-1',
    'trpo-maml/inner-steps-1/seed-1',
    'trpo-maml/inner-steps-1,algorithm.stepSize=2/seed-1',
  ]);
});
