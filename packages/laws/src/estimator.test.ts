import { metaGradient } from '@sgmrl/estimators';
import { rewardToGo } from '@sgmrl/rollouts';
import { countTrajectories } from '@sgmrl/theory';
import * as fc from 'fast-check';
import {
  draws,
  estimationProblems,
  expectationOf,
  prepare,
  traceOf,
  type EstimationProblem,
  type Estimator,
} from './estimator';

/**
 * One pull of a bandit whose arm a earns a, at θ = 0; one inner trajectory and two outer
 * trajectories.
 */
const coin: EstimationProblem = {
  mdp: { initial: [1], transitions: [[[1], [1]]], rewards: [[0, 1]], horizon: 1 },
  logits: [0, 0],
  setting: {
    innerSteps: 1,
    trajectories: 1,
    evaluationTrajectories: 2,
    stepSize: 2 * Math.log(3),
    discount: 1,
    innerWeights: rewardToGo,
  },
  outerScale: 1,
};

it('an expectation weighs inner and outer data by their probabilities', () => {
  // After a 0 the policy stays at ½; after a 1 the logits move by (−log 3, log 3): nine to one.
  const expected = [0.5 * 0.5 + 0.5 * 0.9, 0.5 * 0.5 ** 2 + 0.5 * 0.9 ** 2];
  const wins: Estimator = () => (trace) => [
    trace.evaluation.rewards[0] / 2 + trace.evaluation.rewards[1] / 2,
    trace.evaluation.rewards[0] * trace.evaluation.rewards[1],
  ];
  Array.from(expectationOf(wins, coin)).forEach((x, i) => {
    expect(x).toBeCloseTo(expected[i], 14);
  });
});

it('what an estimator is handed: the parameters after the inner step, and what the outer batch says', () => {
  const trace = traceOf(prepare(coin), { problem: coin, inner: [[1]], evaluation: [1, 2] });
  expect(trace.steps.map(({ batch }) => [...Array.from(batch.actions.data)])).toStrictEqual([[1]]);
  expect(trace.adapted[1] - trace.adapted[0]).toBeCloseTo(2 * Math.log(3), 14);
  // There are two trajectories: number 2 is number 0 again.
  expect([...Array.from(trace.evaluation.actions.data)]).toStrictEqual([1, 0]);
  expect(trace.outer.value).toBe(0.5);
  // Mean weight ½ on the first: ĝ_1 = ½ (1 − 0.9).
  expect(trace.outer.gradient[1]).toBeCloseTo(0.05, 14);
});

it('changes reach the data that they say', () => {
  const doubled = (batch: typeof prepared.support.batch) => ({
    ...batch,
    rewards: Array.from(batch.rewards, (r) => 2 * r),
  });
  const prepared = prepare(coin);
  const draw = { problem: coin, inner: [[1]], evaluation: [1, 1] };
  const both = traceOf(prepared, draw, { batch: doubled });
  const one = traceOf(prepared, draw, { evaluation: doubled });
  expect([both.steps[0].batch.rewards[0], both.outer.value]).toStrictEqual([2, 2]);
  expect([one.steps[0].batch.rewards[0], one.outer.value]).toStrictEqual([1, 2]);
});

it('random problems are small, valid, and cover one and two inner steps, larger batches and early ends', () => {
  const problems = fc.sample(estimationProblems(), { numRuns: 200 });
  for (const { mdp, logits, setting } of problems) {
    const { innerSteps, trajectories, evaluationTrajectories } = setting;
    expect(logits).toHaveLength(mdp.rewards.flat().length);
    const draws = innerSteps * trajectories + evaluationTrajectories;
    expect(trajectories * evaluationTrajectories === 1 || countTrajectories(mdp) ** draws <= 1024).toBe(true);
  }
  const settings = problems.flatMap(({ mdp, setting }) => (countTrajectories(mdp) > 1 ? [setting] : []));
  const sizes = settings.map(
    ({ innerSteps, trajectories }) => `${String(innerSteps)} ${String(trajectories)}`,
  );
  expect(new Set(sizes)).toStrictEqual(
    new Set(['1 1', '1 2', '1 3', '1 4', '1 5', '2 1', '2 2', '2 3', '2 4']),
  );
  const early = problems.filter((problem) => {
    const { mask } = prepare(problem).support.batch;
    return Array.from(mask).includes(0);
  });
  expect(early.length).toBeGreaterThan(50);
  for (const { setting } of fc.sample(estimationProblems(1), { numRuns: 20 }))
    expect(setting.innerSteps).toBe(1);
});

it('a random draw has a trace that an estimator can read', () => {
  fc.assert(
    fc.property(draws, (draw) => {
      const prepared = prepare(draw.problem);
      const trace = traceOf(prepared, draw);
      expect(trace.steps).toHaveLength(draw.problem.setting.innerSteps);
      expect(trace.evaluation.trajectories).toBe(draw.problem.setting.evaluationTrajectories);
      expect(metaGradient(prepared.policy, prepared.algorithm)(trace)).toHaveLength(
        draw.problem.logits.length,
      );
    }),
    { numRuns: 30 },
  );
});
