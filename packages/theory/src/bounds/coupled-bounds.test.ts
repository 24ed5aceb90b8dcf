import { coupled } from '@sgmrl/estimators';
import type { TabularMdp } from '@sgmrl/environments';
import { rewardToGo } from '@sgmrl/rollouts';
import * as fc from 'fast-check';
import { adaptedValue } from '../exact/adapted-value';
import { returnGradient } from '../exact/dynamic-programming';
import { scoreOfCounts, softmaxProbabilities } from '../exact/softmax';
import type { Setting } from '../setting';
import { theoryProblem } from '../studies/theory-table';
import { verify } from '../studies/verify';
import { randomLogits, randomMdp, right } from '../testing/examples';
import { coupledBounds } from './coupled-bounds';
import { softmaxConstants } from './policy-constants';

const norm = (x: ArrayLike<number>): number => Math.hypot(...Array.from(x));
const unit = (x: readonly number[]): readonly number[] => x.map((y) => y / norm(x));
const moved = (x: readonly number[], by: number, direction: readonly number[]): readonly number[] =>
  x.map((y, i) => y + by * direction[i]);

const drawn = fc.record({
  seed: fc.nat(100_000),
  stepSize: fc.double({ min: 0.01, max: 1, noNaN: true }),
  discount: fc.double({ min: 0.3, max: 1, noNaN: true }),
  epsilon: fc.double({ min: 0.01, max: 1, noNaN: true }),
});

const settingOf = ({ stepSize, discount }: { stepSize: number; discount: number }): Setting => ({
  innerSteps: 1,
  stepSize,
  discount,
  trajectories: 1,
  evaluationTrajectories: 1,
  innerWeights: rewardToGo,
});

it.each([
  [1, 1, 3],
  [1, 2, 2],
  [2, 1, 2],
])('the bias on random MDPs, ζ = %i, N = %i, H = %i', (innerSteps, trajectories, horizon) => {
  fc.assert(
    fc.property(drawn, ({ seed, epsilon, ...rest }) => {
      const mdp = randomMdp(seed, 2, 2, horizon);
      const logits = randomLogits(seed, 4);
      const setting = { ...settingOf(rest), innerSteps, trajectories };
      const { estimators } = right(
        verify(mdp, setting, logits)([{ name: 'coupled', estimator: coupled(epsilon) }]),
      );
      const { gradient } = right(adaptedValue(mdp, setting))(logits);
      const bias = norm(gradient.map((x, i) => estimators[0].expectation[i] - x));
      const bounds = coupledBounds(softmaxConstants, theoryProblem(mdp, setting), { epsilon, actions: 2 });
      expect(bias).toBeLessThanOrEqual(bounds.bias);
    }),
    { numRuns: 5 },
  );
});

/** Cells of [0, 1) in which a uniform number leads to these indices, with their lengths. */
const cells = (one: readonly number[], other: readonly number[]): readonly [number, number, number][] => {
  const ends = [one, other].map((p) => p.map((_, k) => p.slice(0, k + 1).reduce((a, b) => a + b, 0)));
  const cuts = [0, ...ends.flat(), 1].map((x) => Math.min(x, 1)).sort((a, b) => a - b);
  return cuts.slice(1).flatMap((cut, k): [number, number, number][] => {
    const middle = (cuts[k] + cut) / 2;
    const [i, j] = ends.map((end) => end.findIndex((x) => middle < x));
    return cut > cuts[k] && i >= 0 && j >= 0 ? [[i, j, cut - cuts[k]]] : [];
  });
};

type Path = readonly (readonly [state: number, action: number])[];

/** Every pair of trajectories under two policies and the same random numbers, and its probability. */
const pairsOf = (
  { initial, transitions, horizon }: TabularMdp,
  policies: readonly [(state: number) => readonly number[], (state: number) => readonly number[]],
): readonly (readonly [Path, Path, number])[] => {
  const from = (states: readonly [number, number], h: number): readonly (readonly [Path, Path, number])[] =>
    h === horizon
      ? [[[], [], 1]]
      : cells(policies[0](states[0]), policies[1](states[1])).flatMap(([a, b, p]) =>
          cells(transitions[states[0]][a], transitions[states[1]][b]).flatMap(([s, t, q]) =>
            from([s, t], h + 1).map(
              ([one, other, r]) => [[[states[0], a], ...one], [[states[1], b], ...other], p * q * r] as const,
            ),
          ),
        );
  return initial.flatMap((p, s) => from([s, s], 0).map(([one, other, q]) => [one, other, p * q] as const));
};

describe('the pair of rollouts', () => {
  const actions = 3;
  const policyAt = (theta: readonly number[], size: { states: number; actions: number }) => {
    const pi = softmaxProbabilities(theta, size);
    return {
      probabilities: (state: number) => [...pi.slice(state * actions, (state + 1) * actions)],
      gradient: ({ rewards }: TabularMdp, discount: number, path: Path): readonly number[] => {
        const weighted = new Array<number>(pi.length).fill(0);
        path.forEach(([state, action], h) => {
          const later = path.slice(h).map(([s, a], k) => discount ** (h + k) * rewards[s][a]);
          weighted[state * actions + action] += later.reduce((x, y) => x + y, 0);
        });
        return [...scoreOfCounts(pi, weighted, actions)];
      },
    };
  };

  it('differs in the mean square by no more than the growth of the second moment allows', () => {
    fc.assert(
      fc.property(drawn, ({ seed, epsilon, ...rest }) => {
        const mdp = randomMdp(seed, 2, actions, 3);
        const theta = randomLogits(seed, 2 * actions);
        const u = unit(randomLogits(seed + 1, 2 * actions));
        const sides = [epsilon, -epsilon].map((by) => policyAt(moved(theta, by, u), { states: 2, actions }));
        const pairs = pairsOf(mdp, [sides[0].probabilities, sides[1].probabilities]);
        expect(pairs.reduce((sum, [, , p]) => sum + p, 0)).toBeCloseTo(1, 12);
        const square = pairs.reduce((sum, [one, other, p]) => {
          const [up, down] = [one, other].map((path, k) => sides[k].gradient(mdp, rest.discount, path));
          return sum + p * (norm(up.map((x, i) => x - down[i])) / (2 * epsilon)) ** 2;
        }, 0);
        // Bounds without the expectation of the difference: what is left is the pair's.
        const problem = theoryProblem(mdp, settingOf({ ...rest, stepSize: 1e6 }));
        const { estimator } = coupledBounds(softmaxConstants, problem, { epsilon, actions });
        const without = coupledBounds(
          softmaxConstants,
          { ...problem, trajectories: 1e300 },
          { epsilon, actions },
        );
        const weights = [0, 1, 2].reduce((sum, t) => sum + (t + 1) * rest.discount ** t, 0);
        const g = Math.SQRT2 * problem.rewardBound * weights;
        expect(square).toBeLessThanOrEqual((estimator ** 2 - without.estimator ** 2) / (g * 1e6) ** 2);
      }),
      { numRuns: 30 },
    );
  });
});

describe('by its parts', () => {
  const problem = {
    innerSteps: 1,
    stepSize: 0.1,
    discount: 0.9,
    trajectories: 10,
    horizon: 10,
    rewardBound: 1,
    rewardRange: 1,
  };
  const at = (changes: Partial<typeof problem>, epsilon: number) =>
    coupledBounds(softmaxConstants, { ...problem, ...changes }, { epsilon, actions: 2 });

  it('the share of ε is above the third derivative of ∇J, by finite differences', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 6 }), (seed, horizon) => {
        const mdp = randomMdp(seed, 2, 2, horizon);
        const theta = randomLogits(seed, 4);
        const u = unit(randomLogits(seed + 1, 4));
        const e = 0.02;
        const gradients = [-2, -1, 1, 2].map(
          (k) => returnGradient(mdp, 0.9)(moved(theta, k * e, u)).gradient,
        );
        const third = [...gradients[0]].map(
          (_, i) =>
            (gradients[3][i] - 2 * gradients[2][i] + 2 * gradients[1][i] - gradients[0][i]) / (2 * e ** 3),
        );
        // α ε² g K/6, the share of ε, where N is large.
        const given = theoryProblem(mdp, {
          ...settingOf({ stepSize: 6, discount: 0.9 }),
          trajectories: 1e300,
        });
        const { bias } = coupledBounds(softmaxConstants, given, { epsilon: 1, actions: 2 });
        const g = coupledBounds(softmaxConstants, { ...given, stepSize: 0 }, { epsilon: 1, actions: 2 });
        expect(norm(third)).toBeLessThanOrEqual(bias / g.estimator);
      }),
      { numRuns: 40 },
    );
  });

  it('has the powers of α, N and ε that are claimed', () => {
    const share = (stepSize: number, epsilon: number) => at({ stepSize, trajectories: 1e300 }, epsilon).bias;
    expect(share(0.1, 0.4) / share(0.1, 0.2)).toBeCloseTo(4, 12);
    expect(share(0.2, 0.2) / share(0.1, 0.2)).toBeCloseTo(2, 12);
    const rest = (stepSize: number, trajectories: number) => at({ stepSize, trajectories }, 1e-9).bias;
    expect(rest(0.2, 10) / rest(0.1, 10)).toBeCloseTo(4, 6);
    expect(rest(0.1, 10) / rest(0.1, 20)).toBeCloseTo(2, 6);
    const noise = (epsilon: number) =>
      at({}, epsilon).estimator ** 2 - at({ trajectories: 1e300 }, epsilon).estimator ** 2;
    expect(noise(1e-6) / noise(4e-6)).toBeCloseTo(4, 3);
  });

  it('is nothing but the outer gradient without inner steps', () => {
    expect(at({ innerSteps: 0 }, 0.1).bias).toBe(0);
    expect(at({ innerSteps: 0 }, 0.1).estimator).toBe(at({ stepSize: 0 }, 0.1).estimator);
  });
});

it('one step of a bandit is the formulas of the derivation', () => {
  const policy = { score: 3, curvature: 5, curvatureLipschitz: 7, fisher: 2, fourthDerivative: 11 };
  const problem = {
    innerSteps: 1,
    stepSize: 0.1,
    discount: 1,
    trajectories: 4,
    horizon: 1,
    rewardBound: 2,
    rewardRange: 2,
  };
  const { bias, estimator } = coupledBounds(policy, problem, { epsilon: 0.2, actions: 3 });
  // g = 6, ℓ = 10, η_H = η′ = 7, and K from E X⁴ ≤ G²F
  const fourth = 18 + 6 * 10 + 3 * 25 + 4 * 7 * Math.SQRT2 + 11;
  expect(bias).toBeCloseTo((0.01 / 4) * 6 * 7 * (3 * Math.SQRT2 + 10 + 7) + 0.1 * 0.04 * fourth, 12);
  const pair = 100 + 900 * Math.min(1, 2 * Math.SQRT2 * 0.2);
  expect(estimator ** 2).toBeCloseTo(36 * (1.7 ** 2 + (0.01 / 4) * pair), 10);
});

it('refuses no width and a single action', () => {
  const problem = theoryProblem(randomMdp(1, 2, 2, 2), settingOf({ stepSize: 1, discount: 1 }));
  const refused = (epsilon: number, actions: number) => () =>
    coupledBounds(softmaxConstants, problem, { epsilon, actions });
  expect(refused(0, 2)).toThrow('coupledBounds: expected ε > 0, found 0');
  expect(refused(Number.NaN, 2)).toThrow('found NaN');
  expect(refused(0.1, 1)).toThrow('coupledBounds: expected at least two actions, found 1');
});
