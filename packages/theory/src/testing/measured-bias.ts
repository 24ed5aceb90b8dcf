import type { TabularMdp } from '@sgmrl/environments';
import { builtInNames, drawsAnew, type AdaptationTrace, type Leaf, type Term } from '@sgmrl/estimators';
import type { Weighting } from '@sgmrl/rollouts';
import { axpy, norm, scale, subtract, zeros, type Vector } from '@sgmrl/vector';
import * as RR from 'fp-ts/lib/ReadonlyRecord.js';
import { adaptedValue } from '../exact/adapted-value';
import { outerExpectation } from '../exact/exact-moments';
import { expectedGradient } from '../exact/expected-gradient';
import { traceEstimator } from '../exact/trace-estimator';
import { adaptationsOf, unordered } from '../exact/traces';
import { trajectorySupport } from '../exact/trajectory-support';
import { randomLogits, randomMdp, right } from './examples';

/** γ of what biases are measured for. */
export const biasDiscount = 0.9;

/** What parts that are shrunk count: nothing that coefficients make up for. */
const shrinkageFactor = 0.7;

/**
 * Two states, two actions; an action leads to the state of its number, so there are 2^H
 * trajectories.
 */
const certain = (problem: number, horizon: number): TabularMdp => ({
  ...randomMdp(problem, 2, 2, horizon),
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
  readonly innerWeights: Weighting;
  readonly innerSteps: number;
  readonly trajectories: number;
  readonly horizon: number;
  /** The number of a random problem; that of most measurements is 11. */
  readonly problem?: number;
}

/** A leaf that makes what it makes of a trace once for all terms. */
const shared = (leaf: Leaf): Leaf => {
  const made = new WeakMap<AdaptationTrace, ReturnType<Leaf['scoreWeights']>[]>();
  return {
    ...leaf,
    scoreWeights: (where) => {
      const ofTrace = made.get(where.trace) ?? [];
      made.set(where.trace, ofTrace);
      ofTrace[where.t] ??= leaf.scoreWeights(where);
      return ofTrace[where.t];
    },
  };
};

/** (E[Ĝ] − ∇V) / ‖∇V‖ of each term, over all inner batches, with exact evaluation. */
const biases = (
  terms: readonly Term[],
  { horizon, problem = 11, ...rest }: BiasCase,
  stepSize: number,
): readonly Vector[] => {
  const mdp = certain(problem, horizon);
  const setting = { ...rest, stepSize, discount: biasDiscount, evaluationTrajectories: 1, shrinkageFactor };
  const logits = randomLogits(problem, 4);
  const outerAt = outerExpectation(mdp, biasDiscount);
  const names = { ...builtInNames, leaves: RR.map(shared)(builtInNames.leaves) };
  const field = terms.some((term) => drawsAnew(term)) ? right(expectedGradient(mdp, setting)) : undefined;
  const estimates = terms.map((estimator) => {
    const entry = { name: 'term', estimator };
    return traceEstimator(entry, { states: 2, actions: 2 }, setting, names, field).estimate;
  });
  const means: Vector[] = terms.map(() => zeros(4));
  for (const { probability, steps, parameters } of adaptationsOf(unordered)(
    right(trajectorySupport(mdp)),
    setting,
    logits,
  )) {
    const trace = { steps, outer: outerAt(parameters) };
    estimates.forEach((estimate, i) => {
      means[i] = axpy(probability, estimate(trace), means[i]);
    });
  }
  const { gradient } = right(adaptedValue(mdp, setting))(logits);
  return means.map((mean) => scale(1 / norm(gradient), subtract(mean, gradient)));
};

/** ‖E[Ĝ] − ∇V‖ / ‖∇V‖ of each term. */
export const measuredBiases = (
  terms: readonly Term[],
  biasCase: BiasCase,
  stepSize: number,
): readonly number[] => biases(terms, biasCase, stepSize).map(norm);

/** The bias is first · α + second · α² + O(α³). */
export interface BiasCoefficients {
  readonly first: Vector;
  readonly second: Vector;
}

/**
 * Of each term, from its biases at two step sizes. The first coefficient is off by O(α²), the
 * second by O(α), so a small first coefficient is told from none where a power of α fitted to the
 * sizes of the biases would see only the larger second one.
 */
export const biasCoefficients = (terms: readonly Term[], biasCase: BiasCase): readonly BiasCoefficients[] => {
  const stepSize = 0.001;
  const [whole, half] = [stepSize, stepSize / 2].map((size) => biases(terms, biasCase, size));
  return terms.map((_, i) => ({
    first: scale(1 / stepSize, axpy(-1, whole[i], scale(4, half[i]))),
    second: scale(2 / stepSize ** 2, axpy(-2, half[i], whole[i])),
  }));
};
