import { tabularSoftmax } from '@sgmrl/policies';
import {
  fromWeightsSpec,
  rewardToGo,
  stepWeights,
  type TrajectoryBatch,
  type Weighting,
} from '@sgmrl/rollouts';
import { norm } from '@sgmrl/vector';
import * as fc from 'fast-check';
import type { Algorithm } from './algorithm';
import { adapt, innerStep } from './inner-step';
import { lazy } from './lazy';
import { metaGradient } from './meta-gradient';
import { outerEstimate, type OuterEstimate } from './outer-estimate';
import { parts } from './terms/library';
import { sum, type Term } from './terms/term';
import {
  batches,
  differentiate,
  expectedReturn,
  smallMdp,
  smallTheta as theta,
  toBatch,
  type Mdp,
  type Parameters,
} from './testing/mdp';

/** Only one action in one state pays: many batches earn nothing, others alike, others not. */
const sparse: Mdp = {
  ...smallMdp,
  initial: [1, 0],
  rewards: [
    [0, 0],
    [0, 1],
  ],
};
/** Whatever is done, a step earns one. */
const constant: Mdp = {
  ...smallMdp,
  rewards: [
    [1, 1],
    [1, 1],
  ],
};

const policy = tabularSoftmax(2, 2);

const algorithm = (part: Term, trajectories: number): Algorithm => ({
  estimator: sum('curvature', part),
  innerSteps: 1,
  stepSize: 0.7,
  discount: sparse.discount,
  metaBatchSize: 1,
  trajectories,
  evaluationTrajectories: 2,
  innerWeights: fromWeightsSpec({ kind: 'normalised-advantage', lambda: 1 }),
  outerWeights: rewardToGo,
});

/** What infinitely many outer trajectories would say. */
const exactOuter = (parameters: Parameters): OuterEstimate => {
  const value = expectedReturn(sparse, parameters);
  const gradientAt = (x: Parameters) => differentiate((y) => expectedReturn(sparse, y), x);
  return {
    scale: 1,
    gradient: gradientAt(parameters),
    value,
    valueAbove: (counterfactual) => value - expectedReturn(sparse, counterfactual),
    gradientAt,
  };
};

describe.each([2, 3])('inner weights are normalised, and %i trajectories often earn alike', (n) => {
  const choice = (part: Term) => algorithm(part, n);
  const enumerated = (x: Parameters) => batches(sparse, x, n);

  it('do, and often do not', () => {
    const alike = enumerated(theta).reduce(
      (sum, { batch, p }) =>
        sum + (stepWeights(choice('none').innerWeights, sparse.discount)(toBatch(batch)).scale === 0 ? p : 0),
      0,
    );
    expect(alike).toBeGreaterThan(0.2);
    expect(alike).toBeLessThan(0.8);
  });

  const adapted = (x: Parameters, batch: TrajectoryBatch) => {
    const step = innerStep(choice('none'))(x, batch);
    return { step, parameters: adapt(policy, choice('none'))(step) };
  };
  const exact = lazy(() =>
    differentiate(
      (x) =>
        enumerated(x).reduce(
          (sum, { batch, p }) => sum + p * expectedReturn(sparse, adapted(x, toBatch(batch)).parameters),
          0,
        ),
      theta,
    ),
  );

  it.each(['leave-one-out', 'leave-one-out-corrected', 'leave-group-out'] as const)(
    '%s has no bias',
    (part) => {
      const mean = theta.map(() => 0);
      for (const { batch, p } of enumerated(theta)) {
        const { step, parameters } = adapted(theta, toBatch(batch));
        const outer = exactOuter(parameters);
        Array.from(metaGradient(policy, choice(part))({ steps: [step], outer })).forEach(
          (x, i) => (mean[i] += p * x),
        );
      }
      expect(norm(mean.map((x, i) => x - exact()[i])) / norm(exact())).toBeLessThan(1e-8);
    },
  );
});

/** One state; what each arm pays in each of so many steps. */
const bandit = (rewards: readonly number[], horizon: number): Mdp => ({
  states: 1,
  actions: rewards.length,
  horizon,
  discount: 0.9,
  initial: [1],
  transitions: [rewards.map(() => [1])],
  rewards: [rewards],
});

describe.each([2, 3, 4, 5])('leave-group-out has no bias with normalised inner weights, N = %i', (n) => {
  it.each<readonly [string, Mdp, Parameters]>([
    ['arms that pay 0 and 1, two steps', bandit([0, 1], 2), [0.3, -0.4]],
    ['arms that pay 1 and 1.0001', bandit([1, 1.0001], 1), [0.3, -0.4]],
    ['a rare arm that pays 1 among 0 and −10⁻⁹', bandit([0, -1e-9, 1], 1), [0, 0, -2.25]],
  ])('%s', (_, mdp, at) => {
    const ofArms = tabularSoftmax(1, mdp.actions);
    const choice = { ...algorithm('leave-group-out', n), discount: mdp.discount };
    const adapted = (x: Parameters, batch: TrajectoryBatch) => {
      const step = innerStep(choice)(x, batch);
      return { step, parameters: adapt(ofArms, choice)(step) };
    };
    const valueAt = (x: Parameters) => expectedReturn(mdp, x);
    const slopeAt = (x: Parameters) => differentiate(valueAt, x, 1e-2);
    // U(D) for each batch moves with θ only by its scores.
    const objective = (x: Parameters) =>
      batches(mdp, x, n).reduce(
        (sum, { batch, p }) => sum + p * valueAt(adapted(x, toBatch(batch)).parameters),
        0,
      );
    const exact = differentiate(objective, at, 1e-2);
    const mean = at.length === 2 ? [0, 0] : [0, 0, 0];
    let largest = 0;
    for (const { batch, p } of batches(mdp, at, n)) {
      const { step, parameters } = adapted(at, toBatch(batch));
      const outer: OuterEstimate = {
        scale: 1,
        gradient: slopeAt(parameters),
        value: valueAt(parameters),
        valueAbove: (counterfactual) => valueAt(parameters) - valueAt(counterfactual),
        gradientAt: slopeAt,
      };
      const gradient = Array.from(metaGradient(ofArms, choice)({ steps: [step], outer }));
      gradient.forEach((x, i) => (mean[i] += p * x));
      largest = Math.max(largest, norm(gradient));
    }
    expect(norm(mean.map((x, i) => x - exact[i])) / norm(exact)).toBeLessThan(1e-6);
    expect(largest).toBeLessThan(10);
  });
});

describe('everything is normalised', () => {
  const names = Object.keys(parts);
  const everything = (part: Term): Algorithm => ({
    ...algorithm(part, 2),
    outerWeights: fromWeightsSpec({ kind: 'normalised-advantage', lambda: 0.97 }),
  });
  const gradientOf = (choice: Algorithm, inner: TrajectoryBatch, outerBatch: TrajectoryBatch) => {
    const step = innerStep(choice)(theta, inner);
    const outer = outerEstimate(policy, choice)(adapt(policy, choice)(step), outerBatch);
    return { gradient: metaGradient(policy, choice)({ steps: [step], outer }), value: outer.value };
  };

  it.each(names)('%s is zero where the outer batch earns alike, whatever the inner batch earned', (part) => {
    const same = batches(constant, theta, 2);
    const others = batches(sparse, theta, 2).filter((_, i) => i % 5 === 0);
    for (const inner of others) {
      const { gradient, value } = gradientOf(everything(part), toBatch(inner.batch), toBatch(same[7].batch));
      expect(norm(gradient)).toBe(0);
      expect(value).toBe(0);
    }
  });

  it.each(names)('%s is of ordinary size for every pair of batches', (part) => {
    const some = batches(sparse, theta, 2).filter((_, i) => i % 3 === 0);
    let largest = 0;
    for (const inner of some)
      for (const outerBatch of some) {
        const { gradient } = gradientOf(everything(part), toBatch(inner.batch), toBatch(outerBatch.batch));
        largest = Math.max(largest, norm(gradient));
      }
    expect(largest).toBeGreaterThan(0.1);
    expect(largest).toBeLessThan(100);
  });
});

/**
 * N trajectories of H steps in one state, with pseudorandom actions that earn what `earns` says.
 */
const drawn = (
  seed: number,
  n: number,
  horizon: number,
  arms: number,
  earns: (arm: number) => number,
): TrajectoryBatch => {
  const rows = n * horizon;
  const column = (of: (row: number) => number) => ({
    rows,
    columns: 1,
    data: Array.from({ length: rows }, (_, row) => of(row)),
  });
  // Of three arms the last comes up once in twenty, as in a policy that has not found it.
  const arm = (row: number): number => {
    const u = Math.abs(Math.sin(12.9898 * (seed + 1) + 78.233 * (row + 1)) * 43758.5453) % 1;
    return arms === 2 ? Math.floor(2 * u) : u < 0.475 ? 0 : u < 0.95 ? 1 : 2;
  };
  const actions = column(arm);
  return {
    trajectories: n,
    steps: horizon,
    observations: column(() => 0),
    actions,
    rewards: actions.data.map(earns),
    mask: column(() => 1).data,
    lengths: Array.from({ length: n }, () => horizon),
  };
};

describe('returns that hardly differ', () => {
  const pays: Readonly<Record<string, readonly number[]>> = {
    '0 and 1': [0, 1],
    '0 and 10⁻⁹': [0, 1e-9],
    '1 and 1.0001': [1, 1.0001],
    '1 and 1 + 10⁻⁷': [1, 1 + 1e-7],
    '1 and 1 + 10⁻⁹': [1, 1 + 1e-9],
    '10⁶ and 10⁶ + 100': [1e6, 1e6 + 100],
    '0, −10⁻³ and a rare 1': [0, -1e-3, 1],
    '0, −10⁻⁶ and a rare 1': [0, -1e-6, 1],
    '0, −10⁻⁹ and a rare 1': [0, -1e-9, 1],
    '0, −1 and a rare 10⁸': [0, -1, 1e8],
  };
  const terms = Object.keys(parts);
  const normalised = fromWeightsSpec({ kind: 'normalised-advantage', lambda: 0.97 });
  const settings = (part: Term, n: number, outerWeights: Weighting): Algorithm => ({
    ...algorithm(part, n),
    stepSize: 0.1,
    discount: 0.99,
    innerWeights: normalised,
    outerWeights,
  });
  const sizes = [
    [2, 1],
    [5, 1],
    [5, 5],
    [4, 20],
  ] as const;

  const largestGradient = (part: Term, earned: readonly number[], outerWeights: Weighting) =>
    sizes.map(([n, horizon]) => {
      const arms = earned.length;
      const at = arms === 2 ? [0, 0] : [0.475, 0.475, 0.05].map(Math.log);
      const ofArms = tabularSoftmax(1, arms);
      const choice = settings(part, n, outerWeights);
      let largest = 0;
      for (let seed = 0; seed < 12; seed++) {
        const [inner, evaluation] = [2 * seed, 2 * seed + 1].map((i) =>
          drawn(i, n, horizon, arms, (arm) => earned[arm]),
        );
        const step = innerStep(choice)(at, inner);
        const outer = outerEstimate(ofArms, choice)(adapt(ofArms, choice)(step), evaluation);
        largest = Math.max(largest, norm(metaGradient(ofArms, choice)({ steps: [step], outer })));
      }
      return { n, horizon, largest };
    });

  it.each(terms)('give %s a gradient of ordinary size', (part) => {
    for (const [name, earned] of Object.entries(pays)) {
      // ‖S‖ is at most √2 N H. It counts at most 10 times, and with the others' return 20 times.
      for (const { n, horizon, largest } of largestGradient(part, earned, normalised))
        if (!(largest < 20 * Math.SQRT2 * n * horizon + 10))
          throw new Error(`${name}, N = ${String(n)}, H = ${String(horizon)}: ${String(largest)}`);
      const most = Math.max(...earned.map(Math.abs));
      for (const { n, horizon, largest } of largestGradient(part, earned, rewardToGo))
        if (!(largest < (Math.SQRT2 * n * horizon + 10) * horizon * most))
          throw new Error(`${name}, plain, N = ${String(n)}, H = ${String(horizon)}: ${String(largest)}`);
    }
  });

  it('are held where nothing else is: evaluation earns next to nothing, adaptation data 1', () => {
    const choice = settings('trajectory-baseline', 2, normalised);
    const arms = tabularSoftmax(1, 2);
    const batch = (rewards: readonly number[]): TrajectoryBatch => ({
      ...drawn(0, 2, 1, 2, () => 0),
      actions: { rows: 2, columns: 1, data: [1, 1] },
      rewards,
    });
    const step = innerStep(choice)([0, 0], batch([1, 1]));
    const outer = outerEstimate(arms, choice)(adapt(arms, choice)(step), batch([0, 1e-9]));
    // s = 9·10⁷; at most 20 times the score of two trajectories.
    expect(outer.scale).toBeGreaterThan(1e7);
    expect(norm(metaGradient(arms, choice)({ steps: [step], outer }))).toBeLessThan(20 * Math.SQRT2);
  });
});

describe('at a scale of their own batch, returns are held to 10', () => {
  const normalised = fromWeightsSpec({ kind: 'normalised-advantage', lambda: 0.9 });
  const arms = tabularSoftmax(1, 2);
  const reward = fc.double({ min: -1, max: 1, noNaN: true });

  it('value, differences and gradients at counterfactual parameters', () => {
    fc.assert(
      fc.property(
        fc.array(reward, { minLength: 12, maxLength: 12 }),
        fc.constantFrom(0, 1, 1e3, -1e6),
        fc.constantFrom(1e-9, 1e-5, 1e-2, 1),
        fc.tuple(reward, reward),
        (rewards, level, spread, [first, second]) => {
          const batch = drawn(1, 4, 3, 2, () => 0);
          const outer = outerEstimate(arms, { discount: 0.9, outerWeights: normalised })([0, 0], {
            ...batch,
            rewards: rewards.map((r) => level + spread * r),
          });
          const other = [first, second];
          const most = 2 ** 3 * Math.max(...probabilitiesOf(other)) ** 3;
          const slack = 1 + 1e-9;
          expect(Math.abs(outer.value)).toBeLessThanOrEqual(10);
          expect(Math.abs(outer.valueAbove(other))).toBeLessThanOrEqual(10 * slack * Math.max(1, most - 1));
          expect(norm(outer.gradientAt(other))).toBeLessThanOrEqual(10 * slack * most * 3 * Math.SQRT2);
          // ‖ĝ‖ is at most the root mean square of the scores, which are of length 1/√2 at θ = 0.
          expect(norm(outer.gradient)).toBeLessThanOrEqual(slack * Math.SQRT1_2);
        },
      ),
    );
  });

  const probabilitiesOf = ([a, b]: readonly number[]): readonly number[] => {
    const odds = Math.exp(b - a);
    return [1 / (1 + odds), odds / (1 + odds)];
  };
});
