import { rewardToGo } from '@sgmrl/rollouts';
import { batchStatistics } from './batch-statistics';
import { scoreOfCounts, softmaxProbabilities } from './softmax';
import { randomLogits, randomMdp, relativeError, right } from '../testing/examples';
import { finiteDifferences, plainReturn } from '../testing/plain-enumeration';
import { trajectorySupport } from './trajectory-support';

const adaptation = (trajectories: number) => ({
  innerSteps: 1,
  trajectories,
  stepSize: 0.5,
  discount: 0.5,
  innerWeights: rewardToGo,
});

const statistics = (rewards: readonly [number, number], horizon: number, trajectories: number) => {
  const bandit = { initial: [1], transitions: [[[1], [1]]], rewards: [rewards], horizon };
  return right(batchStatistics(right(trajectorySupport(bandit)), adaptation(trajectories))).map(
    ({ coefficient, counts, weighted }) => [coefficient, [...counts], [...weighted]],
  );
};

it('two pulls of a bandit, by hand: two orders of the mixed batch, and the mean of the weights', () => {
  expect(statistics([0, 1], 1, 2)).toStrictEqual([
    [1, [2, 0], [0, 0]],
    [2, [1, 1], [0, 0.5]],
    [1, [0, 2], [0, 1]],
  ]);
});

it('trajectories that an inner step cannot tell apart are one entry', () => {
  // Without rewards the order of two pulls does not matter; with rewards and γ = ½ it does.
  expect(statistics([0, 0], 2, 1)).toStrictEqual([
    [1, [2, 0], [0, 0]],
    [2, [1, 1], [0, 0]],
    [1, [0, 2], [0, 0]],
  ]);
  expect(statistics([0, 1], 2, 1)).toStrictEqual([
    [1, [2, 0], [0, 0]],
    [1, [1, 1], [0.5, 0.5]],
    [1, [1, 1], [0, 1]],
    [1, [0, 2], [0, 2]],
  ]);
});

it('probabilities sum to one, and the mean of g is ∇J', () => {
  const mdp = randomMdp(13, 2, 2, 2);
  const logits = randomLogits(13, 4);
  const pi = softmaxProbabilities(logits, { states: 2, actions: 2 });
  let total = 0;
  const mean = logits.map(() => 0);
  for (const { coefficient, counts, weighted } of right(
    batchStatistics(right(trajectorySupport(mdp)), adaptation(2)),
  )) {
    const probability = counts.reduce((product, c, k) => product * pi[k] ** c, coefficient);
    total += probability;
    scoreOfCounts(pi, weighted, 2).forEach((g, i) => (mean[i] += probability * g));
  }
  expect(total).toBeCloseTo(1, 12);
  expect(
    relativeError(
      mean,
      finiteDifferences((x) => plainReturn(mdp, 0.5, x), logits),
    ),
  ).toBeLessThan(1e-9);
});
