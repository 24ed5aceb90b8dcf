import { tabularSoftmax } from '@sgmrl/policies';
import { rewardToGo } from '@sgmrl/rollouts';
import type { Algorithm } from './algorithm';
import { held, outerEstimate, reweightedGradient, valueDifference } from './outer-estimate';
import {
  batches,
  differentiate,
  expectedReturn,
  probabilities,
  smallMdp as mdp,
  smallTheta as theta,
  toBatch,
  type Mdp,
  type Parameters,
} from './testing/mdp';

const policy = tabularSoftmax(mdp.states, mdp.actions);
const counterfactual = [0.1, 0.4, -0.3, 0.6];

describe('reweightedGradient', () => {
  it.each([1, 2])('has expectation ∇J(θ′), all batches of %i enumerated', (trajectories) => {
    const mean = theta.map(() => 0);
    for (const { batch, p } of batches(mdp, theta, trajectories))
      Array.from(reweightedGradient(policy, mdp.discount)(theta, toBatch(batch))(counterfactual)).forEach(
        (x, i) => (mean[i] += p * x),
      );
    differentiate((x) => expectedReturn(mdp, x), counterfactual).forEach((x, i) => {
      expect(mean[i]).toBeCloseTo(x, 9);
    });
  });
});

describe('valueDifference', () => {
  it.each([1, 2])('has expectation J(θ) − J(θ′), all batches of %i enumerated', (trajectories) => {
    const mean = batches(mdp, theta, trajectories).reduce(
      (sum, { batch, p }) =>
        sum + p * valueDifference(policy, mdp.discount)(theta, toBatch(batch))(counterfactual),
      0,
    );
    expect(mean).toBeCloseTo(expectedReturn(mdp, theta) - expectedReturn(mdp, counterfactual), 12);
  });

  it('stays unbiased when trajectories end early', () => {
    // Action 1 at step 0 ends the episode: J(θ) = Σ_a π(a) r(0,a) + π(0) γ Σ_a π(a) r(0,a) with one
    // state.
    const one: Mdp = { ...mdp, states: 1, initial: [1], transitions: [[[1], [1]]], rewards: [[0.2, 0.9]] };
    const [from, to] = [
      [0.3, -0.1],
      [-0.4, 0.2],
    ];
    const exact = (parameters: Parameters): number => {
      const [p, q] = probabilities(one, parameters, 0);
      const step = 0.2 * p + 0.9 * q;
      return step + p * one.discount * step;
    };
    const endings = [[1], [0, 0], [0, 1]];
    const single = tabularSoftmax(1, 2);
    const chance = (actions: readonly number[]) =>
      actions.reduce((p, a) => p * probabilities(one, from, 0)[a], 1);
    let mean = 0;
    let slope = 0;
    for (const first of endings) {
      for (const second of endings) {
        const rows = [first, second].flatMap((actions) => [actions[0], actions[1] ?? 0]);
        const running = [first, second].flatMap((actions) => [1, actions.length === 2 ? 1 : 0]);
        const batch = {
          trajectories: 2,
          steps: 2,
          observations: { rows: 4, columns: 1, data: [0, 0, 0, 0] },
          actions: { rows: 4, columns: 1, data: rows },
          rewards: rows.map((a, row) => running[row] * one.rewards[0][a]),
          mask: running,
          lengths: [first.length, second.length],
        };
        const weight = chance(first) * chance(second);
        mean += weight * valueDifference(single, one.discount)(from, batch)(to);
        slope += weight * reweightedGradient(single, one.discount)(from, batch)(to)[1];
      }
    }
    expect(mean).toBeCloseTo(exact(from) - exact(to), 12);
    expect(slope).toBeCloseTo(differentiate(exact, to)[1], 9);
  });

  it('is zero for equal rewards, however large the ratios', () => {
    const one = tabularSoftmax(1, 2);
    const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
    // Three equal rewards whose mean is not one of them in floating point; π(a|θ′)/π(a|θ) is
    // e^1000.
    for (const reward of [1, 0.1, 1e8 + 0.1]) {
      const equal = {
        trajectories: 3,
        steps: 1,
        observations: column([0, 0, 0]),
        actions: column([1, 1, 1]),
        rewards: [reward, reward, reward],
        mask: [1, 1, 1],
        lengths: [1, 1, 1],
      };
      expect(valueDifference(one, 0.9)([1000, 0], equal)([0, 0])).toBeCloseTo(0, 15);
      expect(Array.from(reweightedGradient(one, 0.9)([1000, 0], equal)([0, 0]))).toEqual([0, 0]);
      const later = {
        ...equal,
        steps: 2,
        observations: column([0, 0, 0, 0, 0, 0]),
        actions: column([1, 1, 1, 1, 1, 1]),
        rewards: [0, reward, 0, reward, 0, reward],
        mask: [1, 1, 1, 1, 1, 1],
        lengths: [2, 2, 2],
      };
      expect(valueDifference(one, 0.9)([1000, 0], later)([0, 0])).toBeCloseTo(0, 15);
      // Where rewards differ, what cancels is zero, or infinite by rounding; no other number is
      // made up.
      const unequal = { ...equal, rewards: [0, reward, reward] };
      expect([0, Infinity]).toContain(Math.abs(valueDifference(one, 0.9)([1000, 0], unequal)([0, 0])));
    }
  });

  it('is zero for the same parameters', () => {
    for (const { batch } of batches(mdp, theta, 1).slice(0, 5)) {
      expect(valueDifference(policy, mdp.discount)(theta, toBatch(batch))(theta)).toBeCloseTo(0, 15);
    }
  });
});

it('estimates ∇J and J without bias with plain reward-to-go', () => {
  const algorithm: Algorithm = {
    estimator: 'maml',
    innerSteps: 1,
    stepSize: 0.1,
    discount: mdp.discount,
    metaBatchSize: 1,
    trajectories: 1,
    evaluationTrajectories: 2,
    innerWeights: rewardToGo,
    outerWeights: rewardToGo,
  };
  const gradient = [0, 0, 0, 0];
  let value = 0;
  for (const { batch, p } of batches(mdp, theta, 2)) {
    const outer = outerEstimate(policy, algorithm)(theta, toBatch(batch));
    value += p * outer.value;
    gradient.forEach((_, i) => {
      gradient[i] += p * outer.gradient[i];
    });
  }
  expect(value).toBeCloseTo(expectedReturn(mdp, theta), 12);
  differentiate((x) => expectedReturn(mdp, x), theta).forEach((x, i) => {
    expect(gradient[i]).toBeCloseTo(x, 9);
  });
});

describe('likelihood ratios beyond the largest number', () => {
  // Action 1 of two has probability e⁻⁸⁰⁰ at θ and ½ at θ′: its ratio is ½ e⁸⁰⁰.
  const two = tabularSoftmax(1, 2);
  const [from, to] = [
    [0, -800],
    [0, 0],
  ];
  const batchOf = (actions: readonly (readonly number[])[], rewards: readonly (readonly number[])[]) => {
    const steps = actions[0].length;
    const rows = actions.length * steps;
    const column = (data: readonly number[]) => ({ rows, columns: 1, data });
    return {
      trajectories: actions.length,
      steps,
      observations: column(Array.from({ length: rows }, () => 0)),
      actions: column(actions.flat()),
      rewards: rewards.flat(),
      mask: Array.from({ length: rows }, () => 1),
      lengths: actions.map(() => steps),
    };
  };
  const estimates = (actions: readonly (readonly number[])[], rewards: readonly (readonly number[])[]) => ({
    gradient: Array.from(reweightedGradient(two, 1)(from, batchOf(actions, rewards))(to)),
    difference: valueDifference(two, 1)(from, batchOf(actions, rewards))(to),
  });

  it('cancel where the same actions earned unequal rewards', () => {
    // r − b is 1 and −1, or 3, −1.5 and −1.5; the ratios and scores are the same.
    for (const rewards of [
      [[1], [0]],
      [[3], [0], [0]],
    ])
      expect(
        estimates(
          rewards.map(() => [1]),
          rewards,
        ),
      ).toEqual({ gradient: [0, 0], difference: 0 });
  });

  it('leave the sign of the largest', () => {
    // 5 (½ e⁸⁰⁰)² against −5 · ½ e⁸⁰⁰ · ½, both with the score (−½, ½) at the first step
    const actions = [
      [1, 1],
      [1, 0],
    ];
    expect(
      estimates(actions, [
        [0, 5],
        [0, 0],
      ]),
    ).toEqual({
      gradient: [-Infinity, Infinity],
      difference: -Infinity,
    });
    expect(
      estimates(actions, [
        [0, 0],
        [0, 5],
      ]),
    ).toEqual({
      gradient: [Infinity, -Infinity],
      difference: Infinity,
    });
  });

  it('leave the mean what it is, and beside them what is no smaller', () => {
    const expected = Math.exp(800 - 300 * Math.LN10) / 2;
    // r − b is 1e-300 and −1e-300, the ratio of the second ½.
    expect(estimates([[1], [0]], [[1e-300], [0]]).difference / (-expected / 2)).toBeCloseTo(1, 9);
    // 1e12 (1 − ½), and the ratio ¼ e⁷¹² at the second step.
    const steps = batchOf([[0, 1]], [[1e12, 1e-300]]);
    const second = Math.exp(712 - 300 * Math.LN10) / 4;
    expect(valueDifference(two, 1)([0, -712], steps)(to) / (5e11 - second)).toBeCloseTo(1, 9);
  });

  it('do not count where nothing is earned, though they are the largest', () => {
    const { gradient, difference } = estimates([[1, 1]], [[1e-300, 0]]);
    const expected = Math.exp(800 - 300 * Math.LN10) / 2;
    expect(difference / -expected).toBeCloseTo(1, 9);
    expect(gradient[1] / (expected / 2)).toBeCloseTo(1, 9);
  });

  it('stay infinite at a scale that is not zero', () => {
    const settings = { discount: 1, outerWeights: rewardToGo };
    expect(outerEstimate(two, settings)(from, batchOf([[1]], [[1]])).valueAbove(to)).toBe(-Infinity);
  });

  it('give a finite value where rewards are small enough', () => {
    const { gradient, difference } = estimates([[1]], [[1e-300]]);
    const expected = Math.exp(800 - 300 * Math.LN10) / 2;
    expect(difference / -expected).toBeCloseTo(1, 9);
    expect(gradient[0] / (-expected / 2)).toBeCloseTo(1, 9);
    expect(gradient[1] / (expected / 2)).toBeCloseTo(1, 9);
  });

  it('are worth nothing at the scale zero', () => {
    // Normalised by the deviation of what no baseline leaves: nothing.
    const weights = {
      name: 'nothing',
      facts: () => ({ fitted: true, decay: 1, normalised: true, unbiased: false }),
      fit: () => () => (batch: { readonly mask: ArrayLike<number> }) => ({
        values: new Float64Array(batch.mask.length),
        scale: 0,
        decay: 1,
      }),
    };
    const estimate = outerEstimate(two, { discount: 1, outerWeights: weights })(from, batchOf([[1]], [[1]]));
    expect(estimate.valueAbove(to) + 0).toBe(0);
    expect(Array.from(estimate.gradientAt(to), (x) => x + 0)).toEqual([0, 0]);
  });
});

const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });

/** Trajectories of one step of a bandit with two arms, all of the second. */
const ofSecondArm = (rewards: readonly number[]) => ({
  trajectories: rewards.length,
  steps: 1,
  observations: column(rewards.map(() => 0)),
  actions: column(rewards.map(() => 1)),
  rewards,
  mask: rewards.map(() => 1),
  lengths: rewards.map(() => 1),
});

describe('held to a limit', () => {
  const bandit = tabularSoftmax(1, 2);
  const weighing = (scale: number, normalised: boolean) => ({
    name: 'scaled',
    facts: () => ({ fitted: true, decay: 1, normalised, unbiased: !normalised }),
    fit: () => () => (batch: { readonly mask: ArrayLike<number> }) => ({
      values: new Float64Array(batch.mask.length),
      scale,
      decay: 1,
    }),
  });
  /** At θ the second arm has probability ½, at θ′ ¾: ρ = 3/2, and the score there is (−¼, ¼). */
  const estimate = (scale: number, normalised: boolean, rewards: readonly number[]) => {
    const settings = { discount: 1, outerWeights: weighing(scale, normalised) };
    const { limit, value, valueAbove, gradientAt } = outerEstimate(bandit, settings)(
      [0, 0],
      ofSecondArm(rewards),
    );
    const to = [0, Math.log(3)];
    return { limit, value, above: valueAbove(to), slope: gradientAt(to)[1] };
  };

  it('is s times a return, between the limits where there are any', () => {
    expect([30, -30, 4, -4].map((of) => held({ scale: 2, limit: 10 }, of))).toEqual([10, -10, 8, -8]);
    expect([30, -30].map((of) => held({ scale: 2 }, of))).toEqual([60, -60]);
  });

  it('no return counts for more than 10 at a scale that is fitted to the batch', () => {
    const { limit, value, above, slope } = estimate(100, true, [4]);
    expect([limit, value]).toEqual([10, 10]);
    // As s = 10/4 has them.
    expect(above).toBeCloseTo(-0.5 * 10, 12);
    expect(slope).toBeCloseTo((10 * 3) / 8, 12);
  });

  it('the differences have a scale that holds the mean size of r − b to 10', () => {
    // b of each is the mean of the others: r − b is 6, −3 and −3, in the mean 4 in size.
    const { above, value } = estimate(100, true, [6, 0, 0]);
    expect(value).toBe(10);
    // All have the same ratio, so that they cancel: what is left is the rounding.
    expect(above).toBeCloseTo(0, 12);
    const settings = { discount: 1, outerWeights: weighing(100, true) };
    const batch = { ...ofSecondArm([6, 0, 0]), actions: column([1, 0, 0]) };
    const difference = outerEstimate(bandit, settings)([0, 0], batch).valueAbove([0, Math.log(3)]);
    // ρ − 1 is ½ of the second arm, −½ of the first.
    expect(difference).toBeCloseTo((-(10 / 4) * (6 * 0.5 + 6 * 0.5)) / 3, 12);
  });

  it('a scale that keeps to the limit is left as it is', () => {
    const { value, above } = estimate(2, true, [4]);
    expect(value).toBe(8);
    expect(above).toBeCloseTo(-0.5 * 8, 12);
  });

  it('what is not fitted to the batch has no limit', () => {
    const { limit, value, above, slope } = estimate(100, false, [4]);
    expect([limit, value]).toEqual([undefined, 400]);
    expect(above).toBeCloseTo(-0.5 * 400, 10);
    expect(slope).toBeCloseTo((400 * 3) / 8, 10);
  });
});

it('keeps the digits of what is small', () => {
  const given = { logProbability: (parameters: Parameters) => [parameters[0]] };
  const difference = valueDifference(given, 1)([0], ofSecondArm([1]))([1e-12]);
  expect(difference / 1e-12).toBeCloseTo(-1, 10);
  // e^log 5 is not 5.
  const gradient = reweightedGradient(tabularSoftmax(1, 2), 1)([0, 0], ofSecondArm([10]))([0, 0]);
  expect(Array.from(gradient)).toEqual([-5, 5]);
});

it.each<[string, (discount: number, rewards: readonly number[]) => unknown]>([
  [
    'the estimates',
    (discount, rewards) =>
      outerEstimate(tabularSoftmax(1, 2), { discount, outerWeights: rewardToGo })([0, 0], {
        ...ofSecondArm([1, 2]),
        rewards,
      }),
  ],
  [
    'the difference',
    (discount, rewards) =>
      valueDifference(tabularSoftmax(1, 2), discount)([0, 0], { ...ofSecondArm([1, 2]), rewards }),
  ],
  [
    'the gradient elsewhere',
    (discount, rewards) =>
      reweightedGradient(tabularSoftmax(1, 2), discount)([0, 0], { ...ofSecondArm([1, 2]), rewards }),
  ],
])('refuses a discount and a batch that are none: %s', (_what, take) => {
  expect(() => take(1, [1, 2])).not.toThrow();
  expect(() => take(1.5, [1, 2])).toThrow(/^discount: expected .*, found 1\.5$/);
  expect(() => take(1, [1])).toThrow(new RangeError('batch: rewards: expected 2 numbers, found 1'));
});
