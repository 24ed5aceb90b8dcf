import { sum, times } from '@sgmrl/estimators';
import * as E from 'fp-ts/lib/Either.js';
import { describeError } from '../errors/experiment-error';
import { presets } from '../configuration/presets';
import { parseQuestion, plannedRuns, type ComparisonQuestion } from './question';

const question: ComparisonQuestion = {
  version: 1,
  config: presets['tabular-quick'].config,
  algorithms: ['joint', 'none', 'leave-one-out'],
  innerSteps: [1, 3],
  seeds: [4, 2],
  evaluation: { tasks: 5, innerSteps: 3 },
};

describe('plannedRuns', () => {
  it('asks each algorithm with each number of inner steps and seed, baselines once a seed, seed by seed', () => {
    const runs = plannedRuns(question);
    expect(
      E.isRight(runs) &&
        runs.right.map(({ algorithm, innerSteps, seed, config }) => {
          expect([config.seed, config.algorithm.innerSteps]).toEqual([seed, innerSteps]);
          return `${algorithm} ${String(innerSteps)} ${String(seed)}`;
        }),
    ).toEqual([
      ...['joint 0 4', 'none 1 4', 'leave-one-out 1 4', 'none 3 4', 'leave-one-out 3 4'],
      ...['joint 0 2', 'none 1 2', 'leave-one-out 1 2', 'none 3 2', 'leave-one-out 3 2'],
    ]);
  });

  it('gives each run a folder of its own', () => {
    const runs = plannedRuns(question);
    const paths = E.isRight(runs) ? runs.right.map(({ path }) => path) : [];
    expect(new Set(paths).size).toBe(10);
    expect(paths[1]).toBe('none/inner-steps-1/seed-4');
  });

  it('takes whole terms, and refuses one algorithm in two ways to write it', () => {
    const [half, dice] = [times(0.5, 'maml'), sum('curvature', 'dice')].map((term) => JSON.stringify(term));
    const runs = plannedRuns({ ...question, algorithms: [half, dice], innerSteps: [1], seeds: [1] });
    expect(E.isRight(runs) && runs.right.map(({ algorithm }) => algorithm)).toEqual(['0.5 maml', 'dice']);
    const twice = plannedRuns({ ...question, algorithms: ['dice', half, dice] });
    expect(E.isLeft(twice) && describeError(twice.left)).toBe(
      'comparison: one field is wrong\n  algorithms: expected each algorithm once, found "dice twice"',
    );
  });

  it('says which run would not work', () => {
    const { config } = question;
    const single = { ...config, algorithm: { ...config.algorithm, trajectories: 1 } };
    const runs = plannedRuns({
      ...question,
      config: single,
      algorithms: ['none', 'trajectory-baseline'],
    });
    expect(E.isLeft(runs) && describeError(runs.left)).toMatch(
      /^trajectory-baseline.*: one field is wrong\n {2}algorithm\.trajectories: expected at least 2/,
    );
    expect(plannedRuns({ ...question, algorithms: ['nome'] })).toMatchObject({
      left: { kind: 'unknown-algorithm', suggestion: 'did you mean none?' },
    });
  });
});

describe('a field that varies', () => {
  const paths = (changed: Partial<ComparisonQuestion>) => {
    const runs = plannedRuns({ ...question, seeds: [1], innerSteps: [1], ...changed });
    if (E.isLeft(runs)) throw new Error(describeError(runs.left));
    return runs.right.map(({ path }) => path);
  };
  const problem = (changed: Partial<ComparisonQuestion>) => {
    const runs = plannedRuns({ ...question, seeds: [1], innerSteps: [1], ...changed });
    return E.isLeft(runs) ? describeError(runs.left) : 'fine';
  };
  const rates = { 'optimizer.learningRate': [0.1, 0.3] };

  it('gives every algorithm a run of each value, and what is not trained one for all', () => {
    expect(paths({ vary: rates, algorithms: ['none', 'random'] })).toEqual([
      'random/inner-steps-0/seed-1',
      'none/inner-steps-1,optimizer.learningRate=0.1/seed-1',
      'none/inner-steps-1,optimizer.learningRate=0.3/seed-1',
    ]);
  });

  it('has the value of the common configuration where a run without it is', () => {
    const { config } = question;
    const one = { ...config, optimizer: { ...config.optimizer, learningRate: 0.3 } };
    expect(paths({ config: one, vary: rates, algorithms: ['none'] })[1]).toBe(
      paths({ config: one, algorithms: ['none'] })[0],
    );
  });

  it('varies several fields at once, and has one run where an algorithm brings its own value', () => {
    expect(
      paths({ vary: { ...rates, 'algorithm.stepSize': [0.5, 2] }, algorithms: ['joint', 'trpo-maml'] }),
    ).toEqual([
      'joint/inner-steps-0,algorithm.stepSize=0.5,optimizer.learningRate=0.1/seed-1',
      'joint/inner-steps-0,algorithm.stepSize=2,optimizer.learningRate=0.1/seed-1',
      'joint/inner-steps-0,algorithm.stepSize=0.5,optimizer.learningRate=0.3/seed-1',
      'joint/inner-steps-0,algorithm.stepSize=2,optimizer.learningRate=0.3/seed-1',
      'trpo-maml/inner-steps-1,algorithm.stepSize=0.5/seed-1',
      'trpo-maml/inner-steps-1,algorithm.stepSize=2/seed-1',
    ]);
  });

  it('has short names for long ones', () => {
    const many = Object.fromEntries(
      ['learningRate', 'beta1', 'beta2', 'epsilon', 'maxNorm'].map((name) => [
        `optimizer.${name}`,
        [0.123456],
      ]),
    );
    const [path] = paths({ vary: many, algorithms: ['none'] });
    expect(path).toMatch(/^none\/inner-steps-1,[\da-f]{16}\/seed-1$/);
  });

  it.each([
    [
      { 'optimizer.learningRate': ['fast'] },
      /^--vary optimizer.learningRate="fast": one field is wrong\n {2}optimizer.learningRate: expected/,
    ],
    [{ 'optimizer.learningRat': [1] }, /optimizer\.learningRat: .*learningRate/],
    [{ 'optimzer.learningRate': [1] }, /nothing at "optimzer"/],
    [{ seed: [1] }, /vary\.seed: expected the list of seeds/],
  ])('says what is wrong with %j', (vary, message) => {
    expect(problem({ vary })).toMatch(message);
  });

  it('tells how many runs are too many', () => {
    const values = Array.from({ length: 100 }, (_, i) => (i + 1) / 1000);
    expect(
      problem({
        vary: { 'optimizer.learningRate': values, 'algorithm.stepSize': values },
        algorithms: ['none'],
        seeds: [1, 2],
      }),
    ).toMatch(/expected at most 10000 runs, found "20000 runs"/);
  });

  it('selects among values only, by seeds that do not count', () => {
    const select = { field: 'algorithm.stepSize', seeds: [1] };
    expect(problem({ vary: rates, select })).toMatch(
      /select\.field: expected a field that varies \(optimizer\.learningRate\)/,
    );
    expect(problem({ vary: rates, select: { ...select, field: 'optimizer.learningRate' } })).toMatch(
      /select\.seeds: expected seeds that are not among those that count, found "1"/,
    );
  });
});

describe('parseQuestion', () => {
  it('reads what was written', () => {
    expect(parseQuestion('file')(JSON.stringify(question))).toEqual(E.right(question));
  });

  it.each([
    [{ ...question, version: 2 }, 'version'],
    [{ ...question, seeds: [] }, 'seeds'],
    [{ ...question, seeds: [1, 1] }, 'seeds'],
    [{ ...question, innerSteps: [0] }, 'innerSteps.0'],
    [{ ...question, evaluation: { tasks: 0, innerSteps: 1 } }, 'evaluation.tasks'],
    [{ ...question, config: { ...question.config, seed: -1 } }, 'config.seed'],
    [{ ...question, extra: 1 }, 'extra'],
    [{ ...question, vary: { seed: [] } }, 'vary.seed'],
    [
      {
        ...question,
        vary: {
          a: [
            { b: 1, c: 2 },
            { c: 2, b: 1 },
          ],
        },
      },
      'vary.a',
    ],
    [{ ...question, select: { field: 'a', seeds: [] } }, 'select.seeds'],
  ])('refuses %#, at %s', (wrong, path) => {
    const found = parseQuestion('file')(JSON.stringify(wrong));
    expect(E.isLeft(found) && found.left).toMatchObject({ kind: 'invalid-config', fields: [{ path }] });
  });
});
