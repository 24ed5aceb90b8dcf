import { coupled, sum, times, type Term } from '@sgmrl/estimators';
import { type TabularMdp } from '@sgmrl/environments';
import { fromWeightsSpec, rewardToGo } from '@sgmrl/rollouts';
import { axpy, norm, subtract, zeros, type Vector } from '@sgmrl/vector';
import * as fc from 'fast-check';
import type { Setting } from '../setting';
import { verify } from '../studies/verify';
import { randomLogits, randomMdp, right } from '../testing/examples';
import { returnGradient } from './dynamic-programming';
import { expectedGradient } from './expected-gradient';
import { adaptedValue } from './adapted-value';
import { adaptations } from './traces';
import { trajectorySupport } from './trajectory-support';

const settingWith = (changes: Partial<Setting>): Setting => ({
  innerSteps: 1,
  stepSize: 0.4,
  discount: 0.9,
  trajectories: 1,
  evaluationTrajectories: 1,
  innerWeights: rewardToGo,
  ...changes,
});

const reportOf = (mdp: TabularMdp, setting: Setting, logits: Vector, estimator: Term) =>
  right(verify(mdp, setting, logits)([{ name: 'term', estimator }])).estimators[0];

/** λ + α‖λ‖ [∇J(θ + ελ̂) − ∇J(θ − ελ̂)]/2ε at λ = ∇J(U(D)), summed over all data. */
const byHand = (mdp: TabularMdp, setting: Setting, logits: Vector, epsilon: number): Vector => {
  const gradientAt = (theta: Vector): Vector => returnGradient(mdp, setting.discount)(theta).gradient;
  let total: Vector = zeros(logits.length);
  for (const { probability, steps, parameters } of adaptations(
    right(trajectorySupport(mdp)),
    setting,
    logits,
  )) {
    const lambda = steps.reduceRight<Vector>((after, step) => {
      const size = norm(after);
      const side = (sign: number): Vector =>
        gradientAt(axpy((sign * epsilon) / size, after, step.parameters));
      return axpy((setting.stepSize * size) / (2 * epsilon), subtract(side(1), side(-1)), after);
    }, gradientAt(parameters));
    total = axpy(probability, lambda, total);
  }
  return total;
};

describe('the expectation over all data', () => {
  it('of a policy gradient with reward-to-go weights is ∇J', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 1, max: 3 }), (seed, horizon) => {
        const mdp = randomMdp(seed, 2, 2, horizon);
        const logits = randomLogits(seed, 4);
        const found = right(expectedGradient(mdp, settingWith({ trajectories: 2 })))(logits);
        expect(norm(subtract(found, returnGradient(mdp, 0.9)(logits).gradient))).toBeLessThan(1e-12);
      }),
      { numRuns: 30 },
    );
  });

  it('of a policy gradient with fitted weights is its mean over batches', () => {
    const mdp = randomMdp(3, 2, 2, 2);
    const logits = randomLogits(3, 4);
    const setting = settingWith({
      trajectories: 2,
      stepSize: 1,
      innerWeights: fromWeightsSpec({ kind: 'advantage', lambda: 1 }),
    });
    let mean: Vector = zeros(4);
    for (const { probability, parameters } of adaptations(right(trajectorySupport(mdp)), setting, logits))
      mean = axpy(probability, subtract(parameters, logits), mean);
    expect(norm(subtract(right(expectedGradient(mdp, setting))(logits), mean))).toBeLessThan(1e-12);
  });

  it.each([1, 2])('of a coupled difference is the difference of expectations, ζ = %i', (innerSteps) => {
    fc.assert(
      fc.property(fc.nat(1000), fc.constantFrom(0.05, 0.5), (seed, epsilon) => {
        const mdp = randomMdp(seed, 2, 2, 2);
        const logits = randomLogits(seed, 4);
        const setting = settingWith({ innerSteps, trajectories: innerSteps === 1 ? 2 : 1 });
        const { expectation } = reportOf(mdp, setting, logits, coupled(epsilon));
        expect(norm(subtract(expectation, byHand(mdp, setting, logits, epsilon)))).toBeLessThan(1e-9);
      }),
      { numRuns: innerSteps === 1 ? 10 : 3 },
    );
  });
});

it('counts what it draws, and says that its variance is not enumerated', () => {
  const mdp = randomMdp(1, 2, 2, 2);
  const { totalVariance, trajectories } = reportOf(
    mdp,
    settingWith({ trajectories: 2, innerSteps: 1 }),
    randomLogits(1, 4),
    sum('sg-mrl', times(0.5, coupled(0.1))),
  );
  // Two before, one after, two on each side.
  expect([totalVariance, trajectories]).toEqual([undefined, 2 + 1 + 2 * 2]);
});

describe('its bias for ∇V', () => {
  const mdp = randomMdp(6, 2, 2, 3);
  const logits = randomLogits(6, 4);
  const biasAt = (changes: Partial<Setting>, epsilon: number): number => {
    const setting = settingWith(changes);
    const { gradient } = right(adaptedValue(mdp, setting))(logits);
    return norm(subtract(byHand(mdp, setting, logits, epsilon), gradient)) / norm(gradient);
  };

  it('is of order α²/N where ε is small, and far below that of MAML', () => {
    // MAML has 0.084, 0.175 and 0.365 here.
    const ofOne = [0.2, 0.4, 0.8].map((stepSize) => biasAt({ stepSize }, 0.1));
    const ofTwo = [0.2, 0.4, 0.8].map((stepSize) => biasAt({ stepSize, trajectories: 2 }, 0.1));
    expect(ofOne[0]).toBeLessThan(0.084 / 20);
    expect(ofOne[1]).toBeLessThan(0.175 / 10);
    expect(ofOne[2]).toBeLessThan(0.365 / 5);
    expect(Math.log2(ofOne[1] / ofOne[0])).toBeCloseTo(2, 0);
    ofOne.forEach((bias, i) => {
      expect(bias / ofTwo[i]).toBeGreaterThan(1.7);
      expect(bias / ofTwo[i]).toBeLessThan(2.5);
    });
  });

  it('has a share of order αε²', () => {
    const at = (stepSize: number, epsilon: number): Vector =>
      byHand(mdp, settingWith({ stepSize }), logits, epsilon);
    const share = (stepSize: number, epsilon: number): number =>
      norm(subtract(at(stepSize, epsilon), at(stepSize, 1e-3)));
    expect(share(0.1, 0.4) / share(0.1, 0.2)).toBeCloseTo(4, 0);
    expect(share(0.1, 0.2) / share(0.05, 0.2)).toBeCloseTo(2, 0);
  });
});

it('with fitted weights, whose Jacobian is not symmetric, the bias is of order α', () => {
  const mdp = randomMdp(6, 2, 2, 2);
  const logits = randomLogits(6, 4);
  const biasAt = (stepSize: number): number => {
    const innerWeights = fromWeightsSpec({ kind: 'advantage', lambda: 1 });
    const setting = settingWith({ stepSize, trajectories: 2, innerWeights });
    return reportOf(mdp, setting, logits, coupled(1e-3)).bias;
  };
  expect(Math.log2(biasAt(0.02) / biasAt(0.01))).toBeCloseTo(1, 1);
});
