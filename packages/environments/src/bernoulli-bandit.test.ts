import { key, split } from '@sgmrl/prng';
import { bernoulliBandit, bernoulliBanditTask } from './bernoulli-bandit';

const distribution = bernoulliBandit({ kind: 'bernoulli-bandit', arms: 3, horizon: 2 });
const task = { successProbabilities: [0, 0.3, 1] };
const bandit = distribution.environment(task);

describe('bernoulliBandit', () => {
  it('pays 1 with the probability of the arm, else 0', () => {
    const n = 4000;
    task.successProbabilities.forEach((p, arm) => {
      const rewards = split(key(arm), n).map((k) => bandit.step({ step: 0 }, [arm], k).reward);
      expect(rewards.every((r) => r === 0 || r === 1)).toBe(true);
      const mean = rewards.reduce((a, b) => a + b, 0) / n;
      // Four standard deviations of a binomial mean; exact for p = 0 and p = 1.
      expect(Math.abs(mean - p)).toBeLessThanOrEqual(4 * Math.sqrt((p * (1 - p)) / n));
    });
  });

  it('shows nothing: the observation is the one state', () => {
    expect(distribution.observationSpace).toEqual({ kind: 'discrete', size: 1 });
    expect(bandit.observe(bandit.step(bandit.reset(key(0)), [1], key(1)).state)).toEqual([0]);
  });

  it('ends after `horizon` pulls', () => {
    const first = bandit.step(bandit.reset(key(0)), [1], key(1));
    expect(first).toMatchObject({ terminated: false, truncated: false });
    expect(bandit.step(first.state, [1], key(2))).toMatchObject({ terminated: false, truncated: true });
  });

  it('draws success probabilities of mean 1/2 and variance 1/12, independent between arms', () => {
    const n = 2000;
    const draws = split(key(5), n).map((k) => distribution.sample(k).successProbabilities);
    const mean = (f: (p: readonly number[]) => number) => draws.reduce((sum, p) => sum + f(p), 0) / n;
    [0, 1, 2].forEach((arm) => {
      // Four standard errors of the mean and of the second central moment (fourth central moment
      // 1/80).
      expect(Math.abs(mean((p) => p[arm]) - 1 / 2)).toBeLessThan(4 * Math.sqrt(1 / 12 / n));
      const variance = mean((p) => (p[arm] - 1 / 2) ** 2);
      expect(Math.abs(variance - 1 / 12)).toBeLessThan(4 * Math.sqrt((1 / 80 - 1 / 144) / n));
      const covariance = mean((p) => (p[arm] - 1 / 2) * (p[(arm + 1) % 3] - 1 / 2));
      expect(Math.abs(covariance)).toBeLessThan(4 * Math.sqrt(1 / 144 / n));
    });
  });
});

describe('bernoulliBanditTask', () => {
  it.each([[[0.5, 0.5]], [[0, 0, 1.5]], [[0, 0, Number.NaN]], ['abc']])(
    'refuses %p',
    (successProbabilities) => {
      expect(bernoulliBanditTask(3).is({ successProbabilities })).toBe(false);
    },
  );
});

it('refuses a task of another number of arms, of which some would never pay', () => {
  const bandits = bernoulliBandit({ kind: 'bernoulli-bandit', arms: 3, horizon: 4 });
  expect(() => bandits.environment({ successProbabilities: [0.5, 0.5] })).toThrow(
    new RangeError(
      'bernoulli-bandit: task: successProbabilities: expected array of 3 probabilities, found [0.5,0.5]',
    ),
  );
});
