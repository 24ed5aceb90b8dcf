import { tabularSoftmax } from '@sgmrl/policies';
import { stepWeights, type TrajectoryBatch } from '@sgmrl/rollouts';
import { norm } from '@sgmrl/vector';
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
  innerWeights: { kind: 'normalised-advantage', lambda: 1 },
  outerWeights: { kind: 'reward-to-go' },
});

/** What infinitely many evaluation trajectories would say. */
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

describe('everything is normalised', () => {
  const names = Object.keys(parts);
  const everything = (part: Term): Algorithm => ({
    ...algorithm(part, 2),
    outerWeights: { kind: 'normalised-advantage', lambda: 0.97 },
  });
  const gradientOf = (choice: Algorithm, inner: TrajectoryBatch, evaluation: TrajectoryBatch) => {
    const step = innerStep(choice)(theta, inner);
    const outer = outerEstimate(policy, choice)(adapt(policy, choice)(step), evaluation);
    return { gradient: metaGradient(policy, choice)({ steps: [step], outer }), value: outer.value };
  };

  it.each(names)('%s is zero where evaluation earns alike, whatever the inner batch earned', (part) => {
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
      for (const evaluation of some) {
        const { gradient } = gradientOf(everything(part), toBatch(inner.batch), toBatch(evaluation.batch));
        largest = Math.max(largest, norm(gradient));
      }
    expect(largest).toBeGreaterThan(0.1);
    expect(largest).toBeLessThan(100);
  });
});
