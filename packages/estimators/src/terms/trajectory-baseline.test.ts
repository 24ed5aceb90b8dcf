import { tabularSoftmax } from '@sgmrl/policies';
import { rewardToGo } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';
import type { Algorithm } from '../algorithm';
import { adapt, innerStep } from '../inner-step';
import { probabilities, toBatch, weightedScore, type Mdp, type Trajectory } from '../testing/mdp';
import { rowsOf } from './numbers';
import { sum } from './term';

/** One state, one step: arm a pays a. */
const bandit: Mdp = {
  states: 1,
  actions: 2,
  horizon: 1,
  discount: 1,
  initial: [1],
  transitions: [[[1], [1]]],
  rewards: [[0, 1]],
};
const theta = [0.4, 0];
const policy = tabularSoftmax(1, 2);
const arm = (a: number): Trajectory => ({ states: [0], actions: [a], rewards: [a] });
const expectedReturn = (x: Vector): number => probabilities(bandit, x, 0)[1];

const algorithm = (stepSize: number, trajectories: number): Algorithm => ({
  estimator: sum('curvature', 'trajectory-baseline'),
  innerSteps: 1,
  stepSize,
  discount: 1,
  metaBatchSize: 1,
  trajectories,
  evaluationTrajectories: 1,
  innerWeights: rewardToGo,
  outerWeights: rewardToGo,
});

/** Probability of k ones among n, each with probability p. */
const binomial = (n: number, k: number, p: number): number => {
  let log = k * Math.log(p) + (n - k) * Math.log1p(-p);
  for (let i = 1; i <= k; i++) log += Math.log((n - k + i) / i);
  return Math.exp(log);
};

/**
 * tr Cov c, every batch counted by how often it holds arm 1; what is said of J(U) has the variance
 * that `ofValue` gives at J(U).
 */
const totalVariance = (stepSize: number, n: number, ofValue: (j: number) => number): number => {
  const choice = algorithm(stepSize, n);
  const p = expectedReturn(theta);
  const mean = [0, 0];
  let square = 0;
  for (let k = 0; k <= n; k++) {
    const batch = toBatch(Array.from({ length: n }, (_, i) => arm(i < k ? 1 : 0)));
    const step = innerStep(choice)(theta, batch);
    const j = expectedReturn(adapt(policy, choice)(step));
    const deviation = Math.sqrt(ofValue(j));
    for (const value of [j - deviation, j + deviation]) {
      const outer = { scale: 1, gradient: [0, 0], value, valueAbove: () => 0, gradientAt: () => [0, 0] };
      const where = { policy, adaptation: choice, trace: { steps: [step], outer }, t: 0 };
      const none = () => [];
      const omega = rowsOf('trajectory-baseline')(where).score?.({ chained: none, unchained: none }) ?? [];
      const c = policy.weightedScore(theta, batch, omega);
      const weight = binomial(n, k, p) / 2;
      mean.forEach((_, i) => (mean[i] += weight * c[i]));
      square += weight * (c[0] ** 2 + c[1] ** 2);
    }
  }
  return square - Math.hypot(...mean) ** 2;
};

/** tr Cov of one trajectory's score. */
const scoreVariance = [0, 1]
  .map(
    (a) => probabilities(bandit, theta, 0)[a] * Math.hypot(...weightedScore(bandit, theta, arm(a), [1])) ** 2,
  )
  .reduce((x, y) => x + y);

/** What a step of the expected gradient gains. */
const gain = (stepSize: number): number => {
  const p = expectedReturn(theta);
  const gradient = [-p * (1 - p), p * (1 - p)];
  return expectedReturn(theta.map((x, i) => x + stepSize * gradient[i])) - p;
};

const growth = (stepSize: number, ofValue: (j: number) => number): number =>
  (totalVariance(stepSize, 800, ofValue) - totalVariance(stepSize, 400, ofValue)) / 400;

describe('the variance of c grows by (J(U) − J(θ))² tr Cov s(τ) with each trajectory', () => {
  it.each([2, 6, 12])('with exact outer estimates, α = %d', (stepSize) => {
    expect(growth(stepSize, () => 0) / (gain(stepSize) ** 2 * scoreVariance)).toBeCloseTo(1, 2);
  });

  it('and by as much as Ĵ is noisy: M = 20', () => {
    const ofMean = (j: number): number => (j * (1 - j)) / 20;
    const adapted = expectedReturn(theta) + gain(6);
    const expected = (gain(6) ** 2 + ofMean(adapted)) * scoreVariance;
    expect(growth(6, ofMean) / expected).toBeCloseTo(1, 2);
  });

  it('but for α → 0, where it stays at Var R tr Cov s + ‖∇J‖²', () => {
    const p = expectedReturn(theta);
    const level = p * (1 - p) * scoreVariance + 2 * (p * (1 - p)) ** 2;
    for (const n of [10, 400]) {
      expect(totalVariance(0, n, () => 0)).toBeCloseTo((n / (n - 1)) * level, 10);
    }
  });
});
