import { discountedSums, type StepWeights, type TrajectoryBatch } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';
import type { DebiasingPart } from './part';
import { centreOnOthers } from './rows';

export const firstOrderCausal: DebiasingPart = {
  formula:
    'c = Σ_τ Σ_h (ω_h − mean of ω_h over the others) ∇log π(a_h|s_h), ω_h = (α/N) [w_h Σ_{h′≤h} κ^{h−h′} d_{h′} + Σ_{h′>h} w_{h′} d_{h′}]',
  meaning:
    'The first-order part without what an action cannot have caused: of ⟨g(τ), λ⟩ each step keeps the share that comes after it.',
  bias: 'O(α²/N)',
  variance: 'falls like 1/N, at a smaller constant than first-order',
  cost: 'none',
  source: 'this project; its curvature is that of DiCE (Foerster et al., arXiv:1802.05098)',
  joinsTasks: false,
  scoreWeights: ({ algorithm, trace, t }) => {
    const { batch, weights } = trace.steps[t];
    const perTrajectory = algorithm.stepSize / batch.trajectories;
    return (directional) =>
      centreOnOthers(
        batch,
        causalProducts(batch, weights, directional).map((x) => perTrajectory * x),
      );
  },
};

/**
 * The share of Σ_{h′} w_{h′} d_{h′} that depends on the action at h, for each row: rewards before h stay out, and those after it
 * make up κ^{h−h′} w_h of an earlier weight w_{h′}.
 */
export const causalProducts = (
  batch: TrajectoryBatch,
  { values, decay }: StepWeights,
  directional: Vector,
): Float64Array => {
  const later = discountedSums(
    batch,
    values.map((w, row) => w * directional[row]),
    1,
  );
  const products = new Float64Array(values.length);
  for (let n = 0; n < batch.trajectories; n++) {
    let past = 0;
    for (let h = 0; h < batch.lengths[n]; h++) {
      const row = n * batch.steps + h;
      past *= decay;
      products[row] = values[row] * past + later[row];
      past += directional[row];
    }
  }
  return products;
};
