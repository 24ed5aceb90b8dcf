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
  ])('refuses %#, at %s', (wrong, path) => {
    const found = parseQuestion('file')(JSON.stringify(wrong));
    expect(E.isLeft(found) && found.left).toMatchObject({ kind: 'invalid-config', fields: [{ path }] });
  });
});
