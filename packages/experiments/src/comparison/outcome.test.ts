import { comparedGroup, comparedRun } from '../testing/compared';
import type { ComparedGroup, ComparedRun, Comparison } from './comparison';
import { groupOutcomes, pairedOutcomes, unpairedRuns } from './outcome';

const comparison = (groups: readonly ComparedGroup[]): Comparison => ({
  directories: [],
  config: comparedRun(1, [], undefined).config,
  groups,
  problems: [],
});

/**
 * Held-out returns of a run after 0, 1 and 2 inner steps; in training 2 on average over the last
 * ten iterations, and over no other number.
 */
const run = (seed: number, ...after: readonly number[]) =>
  comparedRun(
    seed,
    [...new Array<number>(5).fill(0), 11, ...new Array<number>(9).fill(1)],
    after.map((x) => [x - 1, x + 1]),
  );

const groups = [
  comparedGroup('random', 0, [run(1, 0, 1, 2), run(2, 0, 1, 2)]),
  comparedGroup('oracle', 0, [run(1, 9, 0, 0), run(2, 9, 0, 0)]),
  comparedGroup('leave-one-out', 1, [run(2, 0, 6, 0), run(1, 0, 4, 0), run(3, 0, 100, 0)]),
  comparedGroup('none', 1, [run(1, 0, 3, 0), run(2, 0, 3, 0)]),
  comparedGroup('leave-one-out', 2, [run(1, 0, 0, 8)]),
];

describe('groupOutcomes', () => {
  it('averages the last ten iterations, and the held-out tasks after each step', () => {
    const [random, , leaveOneOut] = groupOutcomes(comparison(groups));
    expect([leaveOneOut.before?.mean, leaveOneOut.after?.mean, leaveOneOut.seeds]).toEqual([2, 3, 3]);
    expect(random.heldOut.map(({ mean }) => mean)).toEqual([0, 1, 2]);
  });

  it('says nothing of training that did not happen', () => {
    const [{ before, after }] = groupOutcomes(
      comparison([comparedGroup('random', 0, [comparedRun(1, [], [[1, 1]])])]),
    );
    expect([before, after]).toEqual([undefined, undefined]);
  });
});

/** A group that is told from others by its learning rate. */
const atRate = (algorithm: string, rate: string, ...runs: readonly ComparedRun[]): ComparedGroup => ({
  ...comparedGroup(algorithm, 1, runs),
  settings: [
    {
      path: 'optimizer.learningRate',
      name: 'learningRate',
      shown: rate,
      label: `learningRate=${rate}`,
    },
  ],
});

it('measures against MAML of the same settings, and MAML of other settings against the first', () => {
  const swept = comparison([
    atRate('none', '0.1', run(1, 0, 1, 0)),
    atRate('none', '0.2', run(1, 0, 2, 0)),
    atRate('dice', '0.1', run(1, 0, 10, 0)),
    atRate('dice', '0.2', run(1, 0, 20, 0)),
    atRate('dice', '0.3', run(1, 0, 30, 0)),
  ]);
  expect(
    pairedOutcomes(swept).map(({ algorithm, reference, difference }) => [
      algorithm,
      reference,
      difference.mean,
    ]),
  ).toEqual([
    ['none, learningRate=0.2', 'none, learningRate=0.1', 1],
    ['dice, learningRate=0.1', 'none, learningRate=0.1', 9],
    ['dice, learningRate=0.2', 'none, learningRate=0.2', 18],
    ['dice, learningRate=0.3', 'none, learningRate=0.1', 29],
  ]);
  expect(groupOutcomes(swept)[4].algorithm).toBe('dice, learningRate=0.3');
});

describe('pairedOutcomes', () => {
  const outcomes = pairedOutcomes(comparison(groups));

  it('pairs seeds with those of MAML after as many steps, the oracle without any', () => {
    expect(
      outcomes.map(({ innerSteps, algorithm, reference, measuredAfter, pairs, difference }) => [
        innerSteps,
        algorithm,
        reference,
        measuredAfter,
        pairs,
        difference.mean,
      ]),
    ).toEqual([
      [1, 'leave-one-out', 'none', 1, 2, 2],
      [1, 'random', 'none', 1, 2, -2],
      [1, 'oracle', 'none', 0, 2, 6],
      [2, 'random', 'leave-one-out', 2, 1, -6],
      [2, 'oracle', 'leave-one-out', 0, 1, 1],
    ]);
  });

  it('adjusts p for all tests that there are', () => {
    // Differences 1 and 3: t = 2 with one degree of freedom; of three tests it is the largest p, so
    // it stays.
    const p = 1 - (2 / Math.PI) * Math.atan(2);
    expect(outcomes[0].studentP).toBeCloseTo(p, 12);
    expect(outcomes.map(({ adjustedP }) => adjustedP)).toEqual([expect.closeTo(p, 12), 0, 0, null, null]);
  });
});

describe('runs that are no pair', () => {
  const reference = run(1, 0, 3);
  const beside = (other: ComparedRun) =>
    comparison([comparedGroup('leave-one-out', 1, [other]), comparedGroup('none', 1, [reference])]);

  it('are those that are not at their end', () => {
    const whole = run(1, 0, 4);
    expect(pairedOutcomes(beside(whole))).toHaveLength(1);
    expect(unpairedRuns(beside(whole))).toEqual([]);
    const unfinished = { ...whole, config: { ...whole.config, iterations: 100 } };
    expect(pairedOutcomes(beside(unfinished))).toEqual([]);
    expect(unpairedRuns(beside(unfinished))).toEqual([]);
  });

  it('are those on other tasks, and these are named', () => {
    const { heldOut, ...rest } = { ...run(1, 0, 4), directory: 'elsewhere' };
    if (heldOut === undefined) throw new Error('expected an evaluation');
    const other = { ...rest, heldOut: { ...heldOut, tasks: 40 } };
    expect(pairedOutcomes(beside(other))).toEqual([]);
    expect(unpairedRuns(beside(other))).toEqual([
      {
        directory: 'elsewhere',
        problem: 'it is measured on 40 held-out tasks, run-1 on 2: they are not paired',
      },
    ]);
  });
});
