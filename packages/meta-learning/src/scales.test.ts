import { maml, type Algorithm } from '@sgmrl/estimators';
import { key } from '@sgmrl/prng';
import { collect, fromWeightsSpec, rewardToGo, stepWeights, type TrajectoryBatch } from '@sgmrl/rollouts';
import * as E from 'fp-ts/lib/Either.js';
import { adaptationPath } from './adaptation-path';
import { evaluateTask, planEvaluation } from './evaluate';
import { iterate } from './iterate';
import { plan } from './job';
import { run } from './run';
import { nextScales, spreadsOf, type Spread } from './scales';
import { initialState } from './state';
import { tabularProblem } from './testing/problems';

const scaledBy = (scale: number | 'state') =>
  fromWeightsSpec({ kind: 'scaled-advantage', lambda: 0.9, scale });
const ofState = scaledBy('state');

const withWeights = (weights: Pick<Algorithm, 'innerWeights' | 'outerWeights'>) => ({
  ...tabularProblem,
  algorithm: { ...tabularProblem.algorithm, ...maml, ...weights },
});

const problem = withWeights({ innerWeights: ofState, outerWeights: ofState });

const batchUnder = (seed: number): TrajectoryBatch => {
  const { tasks, policy } = tabularProblem;
  const environment = tasks.environment(tasks.sample(key(seed)));
  const batch = collect(environment, policy)(policy.initialize(key(seed)), 5, key(seed + 1));
  if (E.isLeft(batch)) throw new Error('expected a batch');
  return batch.right;
};

const unwrap = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left));
  return either.right;
};

const spread = (variance: number, length: number, meanSquare = 1): Spread => ({
  variance,
  length,
  meanSquare,
});

describe('nextScales', () => {
  it('is 1/(mean length × root of the mean variance)', () => {
    const tasks = [
      { inner: spread(1, 10), outer: spread(16, 2, 100) },
      { inner: spread(7, 20), outer: spread(16, 6, 100) },
    ];
    expect(nextScales({ inner: 3, outer: 5 }, tasks)).toEqual({ inner: 1 / (15 * 2), outer: 1 / (4 * 4) });
  });

  it('stays where all advantages are equal but for rounding, and where there is no spread', () => {
    const last = { inner: 3, outer: 5 };
    expect(nextScales(last, [{ inner: spread(0, 10, 0), outer: spread(1e-9, 10) }])).toEqual(last);
    expect(nextScales(last, [{ inner: undefined, outer: spread(NaN, 10) }])).toEqual(last);
    expect(nextScales(last, [])).toEqual(last);
  });

  it('outlives one task whose returns are equal', () => {
    const tasks = [
      { inner: spread(0, 10), outer: undefined },
      { inner: spread(2, 10), outer: undefined },
    ];
    expect(nextScales({ inner: 3, outer: 5 }, tasks).inner).toBeCloseTo(1 / 10, 12);
  });
});

it('is what normalising the batch would have given', () => {
  const batch = batchUnder(3);
  const { outer } = spreadsOf(problem.algorithm, [], batch);
  const normalised = stepWeights(
    fromWeightsSpec({ kind: 'normalised-advantage', lambda: 0.9 }),
    problem.algorithm.discount,
  );
  const { outer: scale } = nextScales({ inner: 1, outer: 1 }, [{ inner: undefined, outer }]);
  expect(scale / normalised(batch).scale).toBeCloseTo(1, 6);
});

describe('a run', () => {
  const state = initialState(problem)(key(1));
  const { scales } = state;
  if (scales === undefined) throw new Error('expected scales');

  it('begins with the scales of batches under the first parameters, and counts their steps', () => {
    const { metaBatchSize, trajectories } = problem.algorithm;
    expect(state.timesteps).toBe(metaBatchSize * trajectories * problem.tasks.horizon);
    expect(scales.inner).toBeGreaterThan(0);
    expect(scales.inner).toBe(scales.outer);
    expect(initialState(tabularProblem)(key(1)).scales).toBeUndefined();
  });

  it('gives its jobs the scales, the same as numbers in the weights would be', () => {
    const [job] = plan(problem)(state);
    const fixed = withWeights({
      innerWeights: scaledBy(scales.inner),
      outerWeights: scaledBy(scales.outer),
    });
    expect(unwrap(run(problem)(job)).gradient).toEqual(unwrap(run(fixed)(job)).gradient);
    expect(unwrap(run(fixed)(job)).spreads).toBeUndefined();
  });

  it('takes the next scales from the spreads of its tasks', async () => {
    const spreads = plan(problem)(state).map((job) => unwrap(run(problem)(job)).spreads);
    const [next] = unwrap(await iterate(problem)(state));
    expect(next.scales).toEqual(
      nextScales(
        scales,
        spreads.flatMap((one) => one ?? []),
      ),
    );
    expect(next.scales).not.toEqual(scales);
  });

  it('adapts to held-out tasks with the scales that it has', () => {
    const fixed = withWeights({
      innerWeights: scaledBy(scales.inner),
      outerWeights: rewardToGo,
    });
    const [job] = planEvaluation(problem)(state, 1, key(1));
    expect(evaluateTask(problem, { innerSteps: 2, laterStepSize: 0.1 })(job)).toEqual(
      evaluateTask(fixed, { innerSteps: 2, laterStepSize: 0.1 })(job),
    );
    expect(adaptationPath(problem, 2)(job)).toEqual(adaptationPath(fixed, 2)(job));
  });

  it('refuses a state without scales', () => {
    const [job] = plan(problem)({ parameters: state.parameters, key: state.key, iteration: 0 });
    expect(() => run(problem)(job)).toThrow(/^scales: expected those of a state, found none/);
    const [heldOut] = planEvaluation(problem)({ parameters: state.parameters }, 1, key(1));
    expect(() => adaptationPath(problem, 1)(heldOut)).toThrow(RangeError);
  });
});
