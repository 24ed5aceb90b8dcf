import { fromWeightsSpec } from '@sgmrl/rollouts';
import type { Algorithm } from './algorithm';
import { adapt, innerStep } from './inner-step';
import { metaGradient } from './meta-gradient';
import type { Term } from './terms/term';
import { algorithm, distance, expectation, policy } from './testing/expectation';
import {
  batches,
  differentiate,
  expectedReturn,
  smallMdp as mdp,
  smallTheta as theta,
  toBatch,
  type Parameters,
} from './testing/mdp';

describe('weights normalised over the batch, one inner step, N = 2', () => {
  const normalised = (part: Term, stepSize: number): Algorithm => ({
    ...algorithm(part, 1, 2),
    stepSize,
    innerWeights: fromWeightsSpec({ kind: 'normalised-advantage', lambda: 1 }),
  });
  /** V of the inner step as it is taken, with weights that depend on the whole batch. */
  const objective = (choice: Algorithm) => (x: Parameters) =>
    batches(mdp, x, 2).reduce(
      (sum, { batch, p }) =>
        sum + p * expectedReturn(mdp, adapt(policy, choice)(innerStep(choice)(x, toBatch(batch)))),
      0,
    );
  const biasOf = (choice: Algorithm): number => {
    const exact = differentiate(objective(choice), theta);
    const mean = expectation(choice, (steps, outer) => metaGradient(policy, choice)({ steps, outer }));
    return distance(mean, exact) / Math.hypot(...exact);
  };

  it.each(['leave-one-out', 'leave-one-out-corrected'] as const)(
    '%s has no bias: it makes the weights of the others anew',
    (part) => {
      expect(biasOf(normalised(part, 0.7))).toBeLessThan(1e-8);
    },
  );

  it('leave-one-out-linear is biased by O(α²/N): about 16 times less at a quarter of α', () => {
    const biasAt = (stepSize: number) => biasOf(normalised('leave-one-out-linear', stepSize));
    expect(biasAt(0.01)).toBeLessThan(biasAt(0.04) / 10);
  });

  it.each(['first-order', 'first-order-causal', 'dice', 'loaded-dice', 'full-hessian', 'taypo-2'] as const)(
    '%s is biased by O(α): it forgets that one trajectory moves the weights of all',
    (part) => {
      const biasAt = (stepSize: number) => biasOf(normalised(part, stepSize));
      expect(biasAt(0.01) / biasAt(0.04)).toBeCloseTo(0.25, 1);
      expect(biasAt(0.01)).toBeGreaterThan(10 * biasOf(normalised('leave-one-out-linear', 0.01)));
    },
  );
});
