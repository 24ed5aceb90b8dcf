import type { TabularMdp } from '@sgmrl/environments';
import { metaGradient, type Term } from '@sgmrl/estimators';
import { tabularSoftmax } from '@sgmrl/policies';
import type { Weights } from '@sgmrl/rollouts';
import { axpy, norm, subtract, zeros, type Vector } from '@sgmrl/vector';
import { adaptedValue } from '../exact/adapted-value';
import { outerExpectation } from '../exact/exact-moments';
import { adaptationsOf, unordered } from '../exact/traces';
import { trajectorySupport } from '../exact/trajectory-support';
import { asAlgorithm } from '../setting';
import { randomLogits, randomMdp, right } from './examples';

/** γ of what biases are measured for. */
export const biasDiscount = 0.9;

/**
 * Two states, two actions; an action leads to the state of its number, so there are 2^H
 * trajectories.
 */
const certain = (horizon: number): TabularMdp => ({
  ...randomMdp(11, 2, 2, horizon),
  initial: [1, 0],
  transitions: [
    [
      [1, 0],
      [0, 1],
    ],
    [
      [0, 1],
      [1, 0],
    ],
  ],
});

/** What a bias is measured for. */
export interface BiasCase {
  readonly innerWeights: Weights;
  readonly innerSteps: number;
  readonly trajectories: number;
  readonly horizon: number;
}

/** ‖E[Ĝ] − ∇V‖ / ‖∇V‖ of each term, over all inner batches, with exact evaluation. */
export const measuredBiases = (
  terms: readonly Term[],
  { horizon, ...rest }: BiasCase,
  stepSize: number,
): readonly number[] => {
  const mdp = certain(horizon);
  const setting = { ...rest, stepSize, discount: biasDiscount, evaluationTrajectories: 1 };
  const policy = tabularSoftmax(2, 2);
  const logits = randomLogits(11, 4);
  const outerAt = outerExpectation(mdp, biasDiscount);
  const estimates = terms.map((estimator) => metaGradient(policy, asAlgorithm(setting, { estimator })));
  const means: Vector[] = terms.map(() => zeros(4));
  for (const { probability, steps, parameters } of adaptationsOf(unordered)(
    right(trajectorySupport(mdp)),
    setting,
    logits,
  )) {
    const outer = outerAt(parameters);
    estimates.forEach((estimate, i) => {
      means[i] = axpy(probability, estimate({ steps, outer }), means[i]);
    });
  }
  const { gradient } = right(adaptedValue(mdp, setting))(logits);
  return means.map((mean) => norm(subtract(mean, gradient)) / norm(gradient));
};
