import { metaGradient, outerEstimate, sgMrl, sum } from '@sgmrl/estimators';
import { tabularSoftmax } from '@sgmrl/policies';
import { fromWeightsSpec, rewardToGo, select } from '@sgmrl/rollouts';
import * as fc from 'fast-check';
import { adaptedValue } from '../exact/adapted-value';
import { sharpBounds, statedBounds, type Bounds, type TheoryProblem } from './bounds';
import { expectedReturn, returnGradient } from '../exact/dynamic-programming';
import { exactMoments } from '../exact/exact-moments';
import { softmaxConstants } from './policy-constants';
import { returnHessian } from '../exact/return-hessian';
import { asAlgorithm, type Setting } from '../setting';
import { randomLogits, randomMdp, right } from '../testing/examples';
import { largestEigenvalue } from '../testing/largest-eigenvalue';
import { theoryProblem } from '../studies/theory-table';
import { adaptations } from '../exact/traces';
import { trajectorySupport } from '../exact/trajectory-support';

const norm = (x: ArrayLike<number>): number => Math.hypot(...Array.from(x));

/** A random MDP, point and setting; rewards are in [0, 1), and in [−1, 1) for half of the seeds. */
const cases = fc.record({
  seed: fc.integer({ min: 0, max: 100_000 }),
  stepSize: fc.double({ min: 0.01, max: 3, noNaN: true }),
  discount: fc.double({ min: 0.1, max: 1, noNaN: true }),
  trajectories: fc.integer({ min: 1, max: 2 }),
  innerSteps: fc.integer({ min: 1, max: 2 }),
  spread: fc.double({ min: 0.1, max: 3, noNaN: true }),
});

const given = ({ seed, spread, ...rest }: typeof cases extends fc.Arbitrary<infer T> ? T : never) => {
  const drawn = randomMdp(seed, 2, 2, 2);
  const mdp =
    seed % 2 === 0 ? drawn : { ...drawn, rewards: drawn.rewards.map((row) => row.map((r) => 2 * r - 1)) };
  const setting: Setting = {
    ...rest,
    trajectories: rest.innerSteps === 2 ? 1 : rest.trajectories,
    evaluationTrajectories: 1,
    innerWeights: rewardToGo,
  };
  return { mdp, setting, logits: randomLogits(seed, 4).map((x) => spread * x) };
};

const both = (problem: TheoryProblem): readonly Bounds[] => [
  statedBounds(softmaxConstants, problem),
  sharpBounds(softmaxConstants, problem),
];

const holds = (check: (input: ReturnType<typeof given>, bounds: Bounds) => void, numRuns = 60): void => {
  fc.assert(
    fc.property(cases, (drawn) => {
      const input = given(drawn);
      both(theoryProblem(input.mdp, input.setting)).forEach((bounds) => {
        check(input, bounds);
      });
    }),
    { numRuns },
  );
};

describe('bounds, on random MDPs', () => {
  it('‖∇J‖ and ‖∇²J‖', () => {
    holds(({ mdp, setting, logits }, bounds) => {
      expect(norm(returnGradient(mdp, setting.discount)(logits).gradient)).toBeLessThanOrEqual(
        bounds.gradient,
      );
      expect(largestEigenvalue(returnHessian(mdp, setting.discount)(logits))).toBeLessThanOrEqual(
        bounds.hessian,
      );
    });
  });

  it('‖∇V‖', () => {
    holds(({ mdp, setting, logits }, bounds) => {
      const { gradient } = right(adaptedValue(mdp, setting))(logits);
      expect(norm(gradient)).toBeLessThanOrEqual(bounds.metaGradient);
    });
  });

  it('V* − V, where the worst arm of a bandit is all but certain and the best one is to be had', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 2, maxLength: 4 }),
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom(0.3, 0.9, 1),
        (rewards, horizon, discount) => {
          const bandit = { initial: [1], transitions: [rewards.map(() => [1])], rewards: [rewards], horizon };
          const setting = {
            innerSteps: 0,
            stepSize: 1,
            discount,
            trajectories: 1,
            evaluationTrajectories: 1,
          };
          const choosing = (reward: number): number =>
            expectedReturn(bandit, discount)(rewards.map((r) => (r === reward ? 50 : 0)));
          const gain = choosing(Math.max(...rewards)) - choosing(Math.min(...rewards));
          both(theoryProblem(bandit, setting)).forEach(({ valueRange }) => {
            expect(gain).toBeLessThanOrEqual(valueRange * (1 + 1e-12));
          });
        },
      ),
    );
  });

  it('measured smoothness of V', () => {
    holds(({ mdp, setting, logits }, bounds) => {
      const v = right(adaptedValue(mdp, setting));
      const direction = randomLogits(mdp.horizon + 17, 4);
      for (const step of [1e-3, 0.3]) {
        const there = v(logits.map((x, i) => x + step * direction[i])).gradient;
        const change = norm(v(logits).gradient.map((x, i) => there[i] - x));
        expect(change).toBeLessThanOrEqual(bounds.smoothness * step * norm(direction));
      }
    }, 30);
  });

  it('how V changes with the scale s of the inner weights, which multiplies α', () => {
    holds(({ mdp, setting, logits }) => {
      const problem = theoryProblem(mdp, setting);
      const scales = [0.5, 0.7, 1];
      const [low, middle, high] = scales.map(
        (scale) => right(adaptedValue(mdp, { ...setting, stepSize: scale * setting.stepSize }))(logits).value,
      );
      const weights = [0, 1].reduce((sum, t) => sum + (t + 1) * setting.discount ** t, 0);
      const step = Math.SQRT2 * problem.rewardBound * weights;
      const later = Array.from(
        { length: setting.innerSteps },
        (_, innerSteps) => sharpBounds(softmaxConstants, { ...problem, innerSteps }).metaGradient,
      ).reduce((sum, x) => sum + x, 0);
      expect(Math.abs(middle - low)).toBeLessThanOrEqual(0.2 * setting.stepSize * step * later);
      expect(Math.abs(high - middle)).toBeLessThanOrEqual(0.3 * setting.stepSize * step * later);
    }, 30);
  });

  it('the second moments of the estimates', () => {
    holds(({ mdp, setting, logits }, bounds) => {
      const policy = tabularSoftmax(2, 2);
      const estimators = (['algorithm-1', 'first-order'] as const).map((part) => ({
        estimate: metaGradient(policy, asAlgorithm(setting, { estimator: sum('curvature', part) })),
        exchangeableUpTo: Infinity,
      }));
      const [full, first] = right(exactMoments(mdp, setting, logits)(estimators)).map(
        ({ expectation, totalVariance }) => Math.sqrt(norm(expectation) ** 2 + totalVariance),
      );
      expect(full).toBeLessThanOrEqual(bounds.estimator);
      expect(first).toBeLessThanOrEqual(bounds.firstOrderEstimator);
    }, 20);
  });

  it('every single estimate of Algorithm 1 stays below the stated G_V', () => {
    fc.assert(
      fc.property(cases, (drawn) => {
        const { mdp, setting, logits } = given({ ...drawn, innerSteps: 1, trajectories: 1 });
        const bounds = statedBounds(softmaxConstants, theoryProblem(mdp, setting));
        const algorithm = asAlgorithm(setting, sgMrl);
        const policy = tabularSoftmax(2, 2);
        const support = right(trajectorySupport(mdp));
        for (const { steps, parameters } of adaptations(support, setting, logits))
          for (let n = 0; n < support.batch.trajectories; n++) {
            const outer = outerEstimate(policy, algorithm)(parameters, select(support.batch, [n]));
            expect(norm(metaGradient(policy, algorithm)({ steps, outer }))).toBeLessThanOrEqual(
              bounds.estimator,
            );
          }
      }),
      { numRuns: 5 },
    );
  });

  it('sharpened bounds are never above the stated ones, and smoothness does not grow with N', () => {
    fc.assert(
      fc.property(
        cases,
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 50 }),
        (drawn, n, horizon) => {
          const { mdp, setting } = given(drawn);
          const problem = { ...theoryProblem({ ...mdp, horizon }, setting), trajectories: n };
          const [stated, sharp] = both(problem);
          (['gradient', 'hessian', 'metaGradient', 'smoothness', 'estimator', 'valueRange'] as const).forEach(
            (name) => {
              expect(sharp[name]).toBeLessThanOrEqual(stated[name] * (1 + 1e-12));
            },
          );
          const limit = sharpBounds(softmaxConstants, { ...problem, trajectories: 1e18 }).smoothness;
          expect(
            sharpBounds(softmaxConstants, { ...problem, trajectories: 1e24 }).smoothness,
          ).toBeLessThanOrEqual(limit * (1 + 1e-9));
        },
      ),
    );
  });
});

describe('a scale that comes with the state', () => {
  it('keeps the promise of an ascent along ∇V, less what V changed with the scale', () => {
    fc.assert(
      fc.property(
        cases,
        fc.array(fc.double({ min: 0.2, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 }),
        (drawn, scales) => {
          const { mdp, setting, logits } = given({ ...drawn, innerSteps: 1, trajectories: 1 });
          const problem = theoryProblem(mdp, setting);
          const bounds = sharpBounds(softmaxConstants, problem);
          const rate = 1 / bounds.smoothness;
          let theta: readonly number[] = logits;
          let squares = 0;
          let gained = 0;
          for (const scale of scales) {
            const value = right(adaptedValue(mdp, { ...setting, stepSize: scale * setting.stepSize }));
            const { value: before, gradient } = value(theta);
            squares += norm(gradient) ** 2;
            theta = theta.map((x, i) => x + rate * gradient[i]);
            gained += value(theta).value - before;
          }
          // Each iteration gains β‖∇V‖²/2 of the V of its scale; these sum to ΔV and the changes.
          expect(squares * rate * 0.5).toBeLessThanOrEqual(gained * (1 + 1e-9) + 1e-12);
          const weights = [0, 1].reduce((sum, t) => sum + (t + 1) * setting.discount ** t, 0);
          const g = Math.SQRT2 * problem.rewardBound * weights;
          const change = scales.slice(1).reduce((sum, s, k) => sum + Math.abs(s - scales[k]), 0);
          expect(gained).toBeLessThanOrEqual(
            bounds.valueRange + setting.stepSize * g * bounds.gradient * change,
          );
        },
      ),
      { numRuns: 20 },
    );
  });

  it.each([
    [fromWeightsSpec({ kind: 'normalised-advantage', lambda: 1 }), 1],
    [fromWeightsSpec({ kind: 'scaled-advantage', lambda: 1, scale: 3 }), undefined],
  ] as const)('bounds the length of an inner step: %j', (innerWeights, most) => {
    fc.assert(
      fc.property(fc.nat(1000), fc.double({ min: 0.01, max: 3, noNaN: true }), (seed, stepSize) => {
        const mdp = randomMdp(seed, 2, 2, 2);
        const setting: Setting = {
          innerSteps: 1,
          stepSize,
          discount: 0.9,
          trajectories: 2,
          evaluationTrajectories: 1,
          innerWeights,
        };
        const support = right(trajectorySupport(mdp));
        for (const { steps, parameters } of adaptations(support, setting, randomLogits(seed, 4))) {
          const { weights, batch } = steps[0];
          const rows = batch.trajectories * mdp.horizon;
          const squares = norm(weights.values) ** 2;
          const length = norm(Array.from(parameters, (x, i) => x - steps[0].parameters[i]));
          const rootMeanSquare = Math.sqrt(squares / rows);
          const bound = most ?? (rows / batch.trajectories) * rootMeanSquare;
          expect(length).toBeLessThanOrEqual(stepSize * softmaxConstants.score * bound * (1 + 1e-9));
        }
      }),
      { numRuns: 20 },
    );
  });
});

it('stated bounds of one step are the formulas of the derivation', () => {
  const problem = {
    innerSteps: 1,
    stepSize: 0.1,
    discount: 0.5,
    trajectories: 3,
    horizon: 4,
    rewardBound: 2,
    rewardRange: 2,
  };
  const [G, L, rho] = [3, 5, 7];
  const bounds = statedBounds({ score: G, curvature: L, curvatureLipschitz: rho, fisher: L }, problem);
  // R/(1−γ)² = 8, R/(1−γ) = 4, N·H = 12
  expect(bounds.gradient).toBeCloseTo(24, 12);
  expect(bounds.hessian).toBeCloseTo((4 * 9 + 5) * 8, 12);
  expect(bounds.estimator).toBeCloseTo((1 + 0.1 * 5 * 8) * 24 + 12 * 3 * 4, 12);
  expect(bounds.smoothness).toBeCloseTo(
    0.1 * 7 * 8 * 24 + 25 * 328 + 2 * 12 * 3 * 5 * 24 + 4 * 12 * (5 + 12 * 9),
    9,
  );
});
