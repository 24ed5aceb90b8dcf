import type { TabularMdp } from '@sgmrl/environments';
import type { Matrix, Vector } from '@sgmrl/vector';
import { flatten, type FlatMdp } from '../flat-mdp';
import { softmaxProbabilities } from './softmax';

/**
 * ∇²J(θ), (S·A) × (S·A), by differentiating the backward recursion twice:
 * ∇²V_h(s) = Σ_a [Q ∇²π + ∇π ∇Qᵀ + ∇Q ∇πᵀ + π ∇²Q]. Time and memory grow with (S·A)².
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { returnHessian } from '@sgmrl/theory';
 * const coin = { initial: [1], transitions: [[[1], [1]]], rewards: [[0, 1]], horizon: 1 };
 * // At π = (½, ½) the return π(1) has an inflection point.
 * deepStrictEqual([...Array.from(returnHessian(coin, 1)([0, 0]).data)], [0, 0, 0, 0]);
 * ```
 */
export const returnHessian = (mdp: TabularMdp, discount: number): ((logits: Vector) => Matrix) => {
  const flat = flatten(mdp, discount);
  return (logits) => hessianOf(flat, softmaxProbabilities(logits, flat));
};

/** A function of θ up to second order: value, gradient and Hessian at one point. */
interface Jet {
  readonly value: number;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
}

const hessianOf = (mdp: FlatMdp, probabilities: Float64Array): Matrix => {
  const { states, actions, horizon, discount, transitions, rewards, initial } = mdp;
  const d = states * actions;
  let next: readonly Jet[] = Array.from({ length: states }, () => zeroJet(d));
  for (let h = horizon - 1; h >= 0; h--) {
    const later = next;
    const actionValue = (pair: number): Jet => {
      const future = mixJets(transitions.subarray(pair * states, (pair + 1) * states), later, d, discount);
      return { ...future, value: rewards[pair] + future.value };
    };
    next = Array.from({ length: states }, (_, s) =>
      averageOverActions(
        probabilities.subarray(s * actions, (s + 1) * actions),
        s * actions,
        Array.from({ length: actions }, (_unused, a) => actionValue(s * actions + a)),
        d,
      ),
    );
  }
  return { rows: d, columns: d, data: mixJets(initial, next, d, 1).hessian };
};

const zeroJet = (d: number): Jet => ({
  value: 0,
  gradient: new Float64Array(d),
  hessian: new Float64Array(d * d),
});

/** factor · Σ_i weights_i jet_i */
const mixJets = (weights: Vector, jets: readonly Jet[], d: number, factor: number): Jet => {
  const { gradient, hessian } = zeroJet(d);
  let value = 0;
  jets.forEach((jet, i) => {
    const w = factor * weights[i];
    if (w === 0) return;
    value += w * jet.value;
    for (let k = 0; k < d; k++) gradient[k] += w * jet.gradient[k];
    for (let k = 0; k < d * d; k++) hessian[k] += w * jet.hessian[k];
  });
  return { value, gradient, hessian };
};

/** Σ_a π_a Q_a where π is the softmax of the logits from `start` on. */
const averageOverActions = (pi: Float64Array, start: number, q: readonly Jet[], d: number): Jet => {
  const mixed = mixJets(pi, q, d, 1);
  const { gradient, hessian } = mixed;
  const n = pi.length;
  for (let a = 0; a < n; a++) {
    // ∂π_a/∂θ_i = π_a (δ_ai − π_i)
    for (let i = 0; i < n; i++) {
      const slope = pi[a] * ((a === i ? 1 : 0) - pi[i]);
      gradient[start + i] += slope * q[a].value;
      for (let k = 0; k < d; k++) {
        hessian[(start + i) * d + k] += slope * q[a].gradient[k];
        hessian[k * d + start + i] += slope * q[a].gradient[k];
      }
      for (let j = 0; j < n; j++) {
        // ∂²π_a/∂θ_i∂θ_j = π_a [(δ_ai − π_i)(δ_aj − π_j) − π_i (δ_ij − π_j)]
        const bend =
          pi[a] *
          (((a === i ? 1 : 0) - pi[i]) * ((a === j ? 1 : 0) - pi[j]) - pi[i] * ((i === j ? 1 : 0) - pi[j]));
        hessian[(start + i) * d + start + j] += bend * q[a].value;
      }
    }
  }
  return { value: mixed.value, gradient, hessian };
};
