import type { TabularMdp } from '@sgmrl/environments';
import type { Vector } from '@sgmrl/vector';
import { flatten, type FlatMdp } from '../flat-mdp';
import { softmaxProbabilities } from './softmax';

/** J(θ) with its gradient, s·A + a being the coordinate of logit θ_sa. */
export interface ValueAndGradient {
  /** J(θ), exact up to rounding. */
  readonly value: number;
  /** ∇J(θ): S·A numbers. */
  readonly gradient: Float64Array;
}

/**
 * J(θ) = E[Σ_h γ^h r_h] of the tabular softmax policy with logits θ (S·A, state-major), by backward
 * dynamic programming: V_h(s) = Σ_a π(a|s) Q_h(s, a), Q_h(s, a) = r(s, a) + γ Σ_s′ p(s′|s, a)
 * V_{h+1}(s′), V_H = 0.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { expectedReturn } from '@sgmrl/theory';
 * const coin = { initial: [1], transitions: [[[1], [1]]], rewards: [[0, 1]], horizon: 3 };
 * // Every step pays 1 with probability 1/2: ½ (1 + ½ + ¼)
 * deepStrictEqual(expectedReturn(coin, 0.5)([0, 0]), 0.875);
 * ```
 */
export const expectedReturn = (mdp: TabularMdp, discount: number): ((logits: Vector) => number) => {
  const flat = flatten(mdp, discount);
  return (logits) => startValue(flat, backward(flat, softmaxProbabilities(logits, flat)).values);
};

/**
 * J(θ) and ∇J(θ) by the policy-gradient theorem:
 * ∂J/∂θ_sa = Σ_h γ^h p(s_h = s) π(a|s) (Q_h(s, a) − V_h(s)).
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { returnGradient } from '@sgmrl/theory';
 * const coin = { initial: [1], transitions: [[[1], [1]]], rewards: [[0, 1]], horizon: 1 };
 * // J(θ) = π(1), and ∂π(1)/∂θ = (−π(0)π(1), π(0)π(1))
 * const { value, gradient } = returnGradient(coin, 1)([0, 0]);
 * deepStrictEqual([value, ...gradient], [0.5, -0.25, 0.25]);
 * ```
 */
export const returnGradient = (mdp: TabularMdp, discount: number): ((logits: Vector) => ValueAndGradient) => {
  const flat = flatten(mdp, discount);
  return (logits) => gradientOf(flat, softmaxProbabilities(logits, flat));
};

/** Q_h(s, a) at h·S·A + s·A + a and V_h(s) at h·S + s, both counted from step h on. */
interface Values {
  readonly actionValues: Float64Array;
  readonly values: Float64Array;
}

const backward = (mdp: FlatMdp, probabilities: Float64Array): Values => {
  const { states, actions, horizon, discount, transitions, rewards } = mdp;
  const pairs = states * actions;
  const actionValues = new Float64Array(horizon * pairs);
  const values = new Float64Array((horizon + 1) * states);
  for (let h = horizon - 1; h >= 0; h--) {
    for (let pair = 0; pair < pairs; pair++) {
      let future = 0;
      for (let s = 0; s < states; s++)
        future += transitions[pair * states + s] * values[(h + 1) * states + s];
      const q = rewards[pair] + discount * future;
      actionValues[h * pairs + pair] = q;
      values[h * states + Math.floor(pair / actions)] += probabilities[pair] * q;
    }
  }
  return { actionValues, values };
};

const startValue = ({ initial, states }: FlatMdp, values: Vector): number => {
  let total = 0;
  for (let s = 0; s < states; s++) total += initial[s] * values[s];
  return total;
};

const gradientOf = (mdp: FlatMdp, probabilities: Float64Array): ValueAndGradient => {
  const { states, actions, horizon, discount, transitions } = mdp;
  const pairs = states * actions;
  const { actionValues, values } = backward(mdp, probabilities);
  const gradient = new Float64Array(pairs);
  // γ^h p(s_h = s)
  let occupancy = mdp.initial;
  for (let h = 0; h < horizon; h++) {
    const next = new Float64Array(states);
    for (let pair = 0; pair < pairs; pair++) {
      const s = Math.floor(pair / actions);
      const visit = occupancy[s] * probabilities[pair];
      gradient[pair] += visit * (actionValues[h * pairs + pair] - values[h * states + s]);
      for (let to = 0; to < states; to++) next[to] += discount * visit * transitions[pair * states + to];
    }
    occupancy = next;
  }
  return { value: startValue(mdp, values), gradient };
};
