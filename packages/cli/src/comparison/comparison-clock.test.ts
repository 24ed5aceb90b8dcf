import {
  plannedRuns,
  presets,
  type ComparisonQuestion,
  type IterationRecord,
  type PlannedRun,
  type StandingRun,
} from '@sgmrl/experiments';
import * as E from 'fp-ts/lib/Either.js';
import { comparisonClock } from './comparison-clock';
import { took } from '../testing/took';

const question: ComparisonQuestion = {
  version: 1,
  config: {
    ...presets['tabular-quick'].config,
    iterations: 10,
    // 10 × (ζ · 4 + 4) trajectories an iteration
    algorithm: {
      ...presets['tabular-quick'].config.algorithm,
      metaBatchSize: 10,
      trajectories: 4,
      evaluationTrajectories: 4,
    },
  },
  algorithms: ['none'],
  innerSteps: [1, 2],
  seeds: [1, 2],
  evaluation: { tasks: 10, innerSteps: 3 },
};

const plannedOf = (algorithms: readonly string[]): readonly PlannedRun[] => {
  const planned = plannedRuns({ ...question, algorithms });
  return E.isRight(planned) ? planned.right : [];
};

const runs = plannedOf(['none']);
/** ζ = 1 and 2 of seed 1, then of seed 2. */
const [one, two, other] = runs;

const evaluation = { tasks: 10, innerSteps: 3 };
const standingOf = (run: PlannedRun): StandingRun => ({
  run,
  standing: { next: 'train', iterations: 0, secondsAnIteration: undefined },
});
const notBegun = runs.map(standingOf);

const clockAfter = (
  standing: readonly StandingRun[],
  atOnce: number,
  iterations: readonly (readonly [PlannedRun, IterationRecord])[],
) => {
  const clock = comparisonClock(standing, evaluation, atOnce);
  for (const [run, record] of iterations) clock.iteration(run, record);
  return clock;
};

describe('comparisonClock', () => {
  it('knows nothing before the first iteration', () => {
    expect(comparisonClock(notBegun, evaluation, 1).left()).toBeUndefined();
  });

  it('tells runs with more inner steps in the time that a trajectory takes', () => {
    // 80 trajectories in 8 s: 0.1 s each. Evaluation: 10 tasks · 4 batches · 4 trajectories = 16 s
    // a run.
    const clock = clockAfter(notBegun, 1, [[one, took(1, 8)]]);
    const seconds = 9 * 8 + 10 * 12 + 10 * 8 + 10 * 12 + 4 * 16;
    expect(clock.left()?.seconds).toBeCloseTo(seconds, 9);
    expect(clockAfter(notBegun, 2, [[one, took(1, 8)]]).left()?.seconds).toBeCloseTo(seconds / 2, 9);
  });

  it('goes by what was measured, later iterations in the place of the first', () => {
    const clock = clockAfter(notBegun, 1, [
      [one, took(1, 100)],
      [one, took(2, 8)],
      [two, took(1, 6)],
      [other, took(1, 50)],
    ]);
    // Evaluation is 2 iterations of ζ = 1 and 4/3 iterations of ζ = 2.
    expect(clock.left()?.seconds).toBeCloseTo(
      (8 + 2) * 8 + (9 + 4 / 3) * 6 + (9 + 2) * 8 + (10 + 4 / 3) * 6,
      9,
    );
  });

  it('leaves out what is done, and is never below the longest run', () => {
    const standing = notBegun.map(({ run }, i): StandingRun => ({
      run,
      standing: {
        ...(i === 1 ? { next: 'nothing', iterations: 10 } : { next: 'train', iterations: 4 }),
        secondsAnIteration: undefined,
      },
    }));
    const clock = clockAfter(standing, 100, [[one, took(5, 8)]]);
    expect(clock.left()?.seconds).toBeCloseTo((6 + 4 / 3) * 12, 9);
    for (const run of runs) clock.ended(run);
    expect(clock.left()?.seconds).toBe(0);
  });

  it('says how sure it is, and tells runs that adapt by others that do', () => {
    const [joint, none, first] = plannedOf(['joint', 'none', 'first-order']);
    const clock = comparisonClock([joint, none, first].map(standingOf), { tasks: 1, innerSteps: 0 }, 1);
    // 40 trajectories an iteration of joint, 80 of the others; evaluation takes 4.
    clock.iteration(joint, took(1, 4));
    expect(clock.left()).toEqual({
      seconds: expect.closeTo(9 * 4 + 0.4 + 2 * (10 * 8 + 0.4), 9) as number,
      sureness: 'at least',
    });
    clock.iteration(none, took(1, 40));
    expect(clock.left()).toEqual({
      seconds: expect.closeTo(9 * 4 + 0.4 + 9 * 40 + 2 + 10 * 40 + 2, 9) as number,
      sureness: 'roughly',
    });
    clock.iteration(first, took(1, 60));
    expect(clock.left()).toEqual({
      seconds: expect.closeTo(9 * 4 + 0.4 + 9 * 40 + 2 + 9 * 60 + 3, 9) as number,
      sureness: 'about',
    });
  });

  it('begins with the pace of earlier iterations, and not with the slow first one', () => {
    const standing = notBegun.map(({ run }, i): StandingRun => ({
      run,
      standing: { next: 'train', iterations: 5, secondsAnIteration: [2, 6, 4, undefined][i] },
    }));
    const clock = comparisonClock(standing, evaluation, 1);
    // ζ = 1 takes 3 s on the mean of its runs; evaluation is 2 iterations of it and 4/3 iterations
    // of ζ = 2.
    const seconds = 2 * (5 + 2) * 3 + 2 * (5 + 4 / 3) * 6;
    expect(clock.left()).toEqual({ seconds: expect.closeTo(seconds, 9) as number, sureness: 'about' });
    clock.iteration(one, took(6, 100));
    expect(clock.left()?.seconds).toBeCloseTo(seconds - 3, 9);
  });
});
