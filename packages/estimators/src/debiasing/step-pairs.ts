import { discountedSums, type TrajectoryBatch } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';

/** How fast the coupling of two steps fades with their distance, by which of them the score belongs to. */
export interface Fading {
  /** κ_p: the score's step is the later one. */
  readonly past: number;
  /** κ_f: the score's step is the earlier one. */
  readonly future: number;
}

/**
 * w_h Σ_{h′≤h} κ_p^{h−h′} d_{h′} + Σ_{h′>h} κ_f^{h′−h} w_{h′} d_{h′} on every row, zero on padding. With κ = 1 these are the rows
 * of Σ_{h,h′} w_{max(h,h′)} s_h ⟨s_{h′}, λ⟩: each pair of steps counts with what came after the later of them.
 */
export const stepPairs = (
  batch: TrajectoryBatch,
  weights: Vector,
  directional: Vector,
  { past, future }: Fading,
): Float64Array => {
  const products = Float64Array.from(weights, (w, row) => w * directional[row]);
  const pairs = discountedSums(batch, products, future);
  for (let n = 0; n < batch.trajectories; n++) {
    let before = 0;
    for (let h = 0; h < batch.lengths[n]; h++) {
      const row = n * batch.steps + h;
      before *= past;
      pairs[row] += weights[row] * before;
      before += directional[row];
    }
  }
  return pairs;
};

/** (α/N) times what `f` makes of the directional derivatives. */
export const scaledBy =
  (stepSize: number, batch: TrajectoryBatch, f: (directional: Vector) => Float64Array) =>
  (directional: Vector): Float64Array =>
    f(directional).map((x) => (stepSize / batch.trajectories) * x);
