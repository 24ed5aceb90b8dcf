import { exp } from '@sgmrl/elementary';
import type { Vector } from '@sgmrl/vector';

/** S and A. */
export interface PairCounts {
  readonly states: number;
  readonly actions: number;
}

/** Throws a RangeError unless θ has a logit for each pair. */
export const checkLogits = (logits: Vector, { states, actions }: PairCounts): void => {
  if (logits.length !== states * actions)
    throw new RangeError(
      `logits: expected ${String(states * actions)} numbers, one for each state and action, found ${String(logits.length)}`,
    );
};

/**
 * π(a|s; θ) = exp θ_sa / Σ_b exp θ_sb of a tabular softmax policy, at s·A + a; θ has the same
 * layout.
 *
 * Written here a second time, so that what the oracles say does not rest on the policies that they
 * judge. Throws a RangeError unless θ has a logit for each pair.
 */
export const softmaxProbabilities = (logits: Vector, size: PairCounts): Float64Array => {
  checkLogits(logits, size);
  const { actions } = size;
  const out = new Float64Array(logits.length);
  for (let start = 0; start < out.length; start += actions) {
    let greatest = -Infinity;
    for (let i = start; i < start + actions; i++) greatest = Math.max(greatest, logits[i]);
    let total = 0;
    for (let i = start; i < start + actions; i++) total += out[i] = exp(logits[i] - greatest);
    for (let i = start; i < start + actions; i++) out[i] /= total;
  }
  return out;
};

/**
 * Σ_k c_k (e_k − π_{s(k)}): the score of an experience that took each state-action pair c_k times
 * (or with weight c_k).
 */
export const scoreOfCounts = (probabilities: Vector, counts: Vector, actions: number): Float64Array => {
  const out = new Float64Array(counts.length);
  for (let start = 0; start < out.length; start += actions) {
    let visits = 0;
    for (let i = start; i < start + actions; i++) visits += counts[i];
    for (let i = start; i < start + actions; i++) out[i] = counts[i] - visits * probabilities[i];
  }
  return out;
};

/**
 * Σ_k c_k ∇²log π_k v = −Σ_s c_s (diag π_s − π_s π_sᵀ) v_s, with c_s the total weight of a state.
 */
export const curvatureOfCounts = (
  probabilities: Vector,
  counts: Vector,
  direction: Vector,
  actions: number,
): Float64Array => {
  const out = new Float64Array(counts.length);
  for (let start = 0; start < out.length; start += actions) {
    let visits = 0;
    let mean = 0;
    for (let i = start; i < start + actions; i++) {
      visits += counts[i];
      mean += probabilities[i] * direction[i];
    }
    for (let i = start; i < start + actions; i++) out[i] = -visits * probabilities[i] * (direction[i] - mean);
  }
  return out;
};
